"""Spans: a collector is told where the time of a question went, and of nothing that was asked or read."""

from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from opentelemetry import trace
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc

from corpus import spans
from corpus.errors import WorkError
from ui.cli.main import main

FERRY = "When will the ferry to Gull Island resume?"


class Collector(trace_service_pb2_grpc.TraceServiceServicer):
    """An OpenTelemetry collector that keeps what it is told."""

    def __init__(self):
        self.told = []

    def Export(self, request, context):
        self.told.append(request)
        return trace_service_pb2.ExportTraceServiceResponse()

    @property
    def spans(self):
        return [one for each in self.told for of in each.resource_spans for in_ in of.scope_spans for one in in_.spans]


@pytest.fixture
def collector():
    """A collector on the loopback, and its address."""
    found, server = Collector(), grpc.server(ThreadPoolExecutor(1))
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(found, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield found, f"http://127.0.0.1:{port}"
    server.stop(None)


@pytest.fixture(autouse=True)
def told_to_nobody():
    yield
    spans.tell(None)


def test_a_collector_is_told_of_each_step_within_the_question_and_of_no_words(harbour, collector, monkeypatch, capsys):
    found, address = collector
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
    monkeypatch.setenv("BRIEFING_TIMEOUT", "600")
    assert main(["ask", FERRY, "--archive", str(harbour)]) == 0
    assert spans._tracer.span_processor.force_flush()
    (asked,) = [one for one in found.spans if one.name == "ask"]
    assert {one.name for one in found.spans} == {"ask", "search", "read", "write", "judge"}
    assert {one.trace_id for one in found.spans} == {asked.trace_id}
    assert all(asked.start_time_unix_nano <= one.start_time_unix_nano for one in found.spans)
    assert all(one.end_time_unix_nano <= asked.end_time_unix_nano for one in found.spans)
    told = str(found.told)
    assert service(found) == {"briefing"} and not any(word in told for word in ("ferry", "Gull", "Lindqvist"))


def service(found):
    """The names under which a collector knows what told it."""
    of = [one.resource.attributes for each in found.told for one in each.resource_spans]
    return {one.value.string_value for each in of for one in each if one.key == "service.name"}


def test_a_briefing_tells_each_step_under_the_name_that_the_environment_gives(harbour, collector, monkeypatch, capsys):
    found, address = collector
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
    monkeypatch.setenv("OTEL_SERVICE_NAME", "press desk")
    monkeypatch.setenv("BRIEFING_TIMEOUT", "600")
    assert main(["brief", "the ferry to Gull Island", "--words", "100", "--archive", str(harbour)]) == 0
    assert spans._tracer.span_processor.force_flush()
    assert {one.name for one in found.spans} == {"brief", "search", "read", "write", "judge"}
    assert service(found) == {"press desk"}


def test_a_stream_is_one_span_which_ends_where_nobody_listens_any_more():
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    provider, kept, closed = TracerProvider(), InMemorySpanExporter(), []
    provider.add_span_processor(SimpleSpanProcessor(kept))
    spans.tell(provider.get_tracer("test"))

    def sentences():
        try:
            for one in "ab":
                with spans.span("judge", sentences=1):
                    pass
                yield one
        finally:
            closed.append(True)

    stream = spans.whole("ask", sentences())
    assert next(stream) == "a" and not trace.get_current_span().is_recording()
    stream.close()
    judge, ask = kept.get_finished_spans()
    assert (judge.name, ask.name, judge.parent, closed) == ("judge", "ask", ask.context, [True])


def test_an_error_is_told_by_its_type_alone(capsys):
    from assistant.settings import Settings
    from ui.tracing import listen

    listen(Settings(spans="console"))
    with pytest.raises(WorkError), spans.span("search"):
        raise WorkError("the ferry sank")
    assert "WorkError" in (told := capsys.readouterr().err) and "ferry" not in told


def test_nothing_is_imported_and_nothing_told_where_no_variable_says_so():
    from assistant.settings import Settings
    from ui.tracing import listen

    for settings in (Settings(), Settings(spans="none", collector="http://127.0.0.1:9")):
        listen(settings)
        assert spans._tracer is None
    assert list(spans.whole("ask", iter("ab"))) == list(spans.each("write", iter("ab"))) == ["a", "b"]
