"""Spans sent away: to a collector by OpenTelemetry's protocol, or to standard error; only where the settings say so."""

import sys

from assistant.settings import Settings
from corpus import spans


def listen(settings: Settings) -> None:
    """Send this process's spans where the settings say; nothing is imported or done where they say nothing.

    OpenTelemetry itself reads its other variables (headers, certificates, sampling). The provider is ours alone: no
    dependency's spans go out through it.
    """
    to = settings.spans or ("otlp" if settings.collector else "none")
    if to == "none":
        return
    from opentelemetry.sdk.resources import SERVICE_NAME, OTELResourceDetector, Resource
    from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SimpleSpanProcessor

    # What the environment says of the service and its name wins over ours.
    named = Resource.create({SERVICE_NAME: "briefing"}).merge(OTELResourceDetector().detect())
    provider = TracerProvider(resource=named)
    processor: SpanProcessor
    if to == "console":
        processor = SimpleSpanProcessor(ConsoleSpanExporter(out=sys.stderr))
    else:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        processor = BatchSpanProcessor(OTLPSpanExporter())
    provider.add_span_processor(processor)
    spans.tell(provider.get_tracer("briefing"))
