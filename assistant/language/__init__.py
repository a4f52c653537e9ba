"""The only reader of language above the archive, which folds, cuts and dates its texts itself (`corpus.text`)."""
