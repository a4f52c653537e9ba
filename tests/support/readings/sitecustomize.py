"""What the models have read once in a run of the tests is looked up: Python imports this as each process starts.

The models are the real ones, and what they say depends on nothing but what they are given: so a question that many
tests ask of the same few articles, each in a process of its own, is read once. `TESTS_RUN` names the run's folder.
"""

import importlib.util
import os
import sys

_SPINNING = "session.intra_op.allow_spinning"
_WHERE = "onnxruntime.capi.onnxruntime_inference_collection"


class _WhenLoaded:
    """Finds onnxruntime's module of sessions, once, and has its sessions rest, and keep what they return."""

    def find_spec(self, name, path=None, target=None):
        if name != _WHERE:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def loaded(module):
            load(module)
            module.InferenceSession.__init__ = _resting(module.InferenceSession.__init__, module.C.SessionOptions)
            module.InferenceSession.run = _kept(module.InferenceSession.run)

        spec.loader.exec_module = loaded
        return spec


def _resting(make, options_of):
    """A session whose threads rest while they wait: those that spin take the time of the run's other process."""

    def made(session, model, sess_options=None, *more, **named):
        options = options_of() if sess_options is None else sess_options
        try:
            options.get_session_config_entry(_SPINNING)
        except RuntimeError:  # nobody has said it
            options.add_session_config_entry(_SPINNING, "0")
        make(session, model, options, *more, **named)

    return made


def _kept(run):
    """`InferenceSession.run`, which returns what any process of this run of the tests got for the same inputs."""
    import pickle
    import threading
    from contextlib import suppress
    from hashlib import sha256

    def kept(session, names, feed, options=None):
        if "TESTS_RUN" not in os.environ:
            return run(session, names, feed, options)
        said = sha256(repr((session._model_path, names)).encode())
        for name, value in sorted(feed.items()):
            said.update(repr((name, value.shape, value.dtype)).encode() + value.tobytes())
        file = os.path.join(os.environ["TESTS_RUN"], "readings", said.hexdigest())
        with suppress(OSError), open(file, "rb") as found:  # not kept, or this process has no right to read it
            return pickle.load(found)
        outputs = run(session, names, feed, options)
        mine = f"{file}.{os.getpid()}-{threading.get_ident()}"
        with suppress(OSError):  # a test may leave its process no room, and no right to write
            with open(mine, "wb") as out:
                pickle.dump(outputs, out)
            os.replace(mine, file)
        return outputs

    return kept


if "TESTS_RUN" in os.environ:
    sys.meta_path.insert(0, _WhenLoaded())
