"""Models that read texts: embedders, rerankers."""
