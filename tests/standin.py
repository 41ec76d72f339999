"""A Hub to ask in tests: its wire format over http and https, told how to misbehave."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"
RATES = {"RateLimit": '"api";r=499;t=293', "RateLimit-Policy": '"fixed window";"api";q=500;w=300'}

Trouble = Callable[["Conversation"], None]


def payload(repo_id: str, **fields: Any) -> dict[str, Any]:
    """Compose what the Hub says of an ordinary model."""
    plain = {
        "_id": "621ffdc036468d709f17434d",
        "id": repo_id,
        "modelId": repo_id,
        "author": repo_id.partition("/")[0],
        "sha": COMMIT,
        "private": False,
        "gated": False,
        "disabled": False,
        "pipeline_tag": "text-generation",
        "library_name": "transformers",
        "tags": ["transformers", "safetensors", "text-generation", "license:apache-2.0"],
        "cardData": {"license": "apache-2.0", "language": ["en", "zh"]},
        "config": {
            "architectures": ["Qwen2ForCausalLM"],
            "model_type": "qwen2",
            "tokenizer_config": {"chat_template": "{% if tools %}{{ tools }}{% endif %}"},
        },
        "safetensors": {"parameters": {"BF16": 494032768}, "total": 494032768},
        "siblings": [
            {"rfilename": "config.json", "size": 659, "blobId": "0dbb161213629a23f0fc00ef286e6b1e"},
            {
                "rfilename": "model.safetensors",
                "size": 988097824,
                "blobId": "d7db405a3f0d9bf1ba5bdd4e4211db80",
                "lfs": {"sha256": "fd" * 32, "size": 988097824, "pointerSize": 134},
            },
            {"rfilename": "tokenizer_config.json", "size": 7305, "blobId": "07bfe0640cb5a0037f92"},
        ],
        "createdAt": "2024-09-16T11:52:46.000Z",
        "lastModified": "2024-09-25T12:32:56.000Z",
        "downloads": 1,
        "likes": 2,
        "spaces": [],
    }
    return plain | fields


CONFIG = {
    "architectures": ["Qwen2ForCausalLM"],
    "hidden_size": 896,
    "max_position_embeddings": 32768,
    "model_type": "qwen2",
    "num_attention_heads": 14,
    "num_hidden_layers": 24,
    "num_key_value_heads": 2,
    "torch_dtype": "bfloat16",
    "vocab_size": 151936,
}


@dataclass
class Hub:
    """The stand-in: its models, its troubles, and what it was asked."""

    models: dict[str, dict[str, Any]] = field(default_factory=dict)
    configs: dict[str, object] = field(default_factory=dict)
    """The config.json of each model; without one there is none."""
    moved: dict[str, str] = field(default_factory=dict)
    """The new name of each renamed model."""
    revisions: set[str] = field(default_factory=lambda: {"main", COMMIT})
    token: str | None = None
    """What a caller has to show to be somebody, and to be let through gates."""
    latency_s: float = 0.0
    troubles: dict[str, list[Trouble]] = field(default_factory=dict)
    """By the beginning of a path, what goes wrong; each once, the last for ever."""
    asked: list[tuple[str, float]] = field(default_factory=list)
    """Every path with the time it was asked at (time.monotonic)."""
    authorizations: list[str | None] = field(default_factory=list)
    endpoint: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, repo_id: str, *, config: object = CONFIG, **fields: Any) -> None:
        """Add a model, with its config.json."""
        self.models[repo_id] = payload(repo_id, **fields)
        if config is not None:
            self.configs[repo_id] = config

    def go_wrong(self, start: str, *troubles: Trouble) -> None:
        """Let paths that start so go wrong."""
        self.troubles[start] = list(troubles)

    @property
    def paths(self) -> list[str]:
        """What was asked."""
        return [path for path, _ in self.asked]

    @property
    def seconds(self) -> float:
        """From the first request to the last."""
        return self.asked[-1][1] - self.asked[0][1] if self.asked else 0.0

    def counts(self) -> Counter[str]:
        """How often each path was asked."""
        return Counter(path for path, _ in self.asked)

    def trouble(self, path: str) -> Trouble | None:
        """Take the next trouble of a path."""
        with self.lock:
            for start, troubles in self.troubles.items():
                if path.startswith(start) and troubles:
                    return troubles.pop(0) if len(troubles) > 1 else troubles[0]
        return None


class Conversation(BaseHTTPRequestHandler):
    """One connection, as the Hub answers it."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one write an answer, as the Hub sends it
    hub: Hub
    timeout = 30

    def do_GET(self) -> None:
        """Answer a request."""
        path = self.path
        with self.hub.lock:
            self.hub.asked.append((path, time.monotonic()))
            self.hub.authorizations.append(self.headers.get("authorization"))
        time.sleep(self.hub.latency_s)
        if trouble := self.hub.trouble(path):
            trouble(self)
        else:
            self.route(urlsplit(path).path)
        self.wfile.flush()

    def route(self, path: str) -> None:
        """Find what is asked for."""
        if path.startswith("/api/models/"):
            repo_id, _, revision = path.removeprefix("/api/models/").partition("/revision/")
            self.model(unquote(repo_id), unquote(revision) or "main")
        elif "/resolve/" in path:
            repo_id, _, rest = path[1:].partition("/resolve/")
            self.file(unquote(repo_id), *rest.split("/", 1))
        else:
            self.send(404, "Cannot GET", "text/html")

    def model(self, repo_id: str, revision: str) -> None:
        """Answer for a model."""
        if new := self.hub.moved.get(repo_id):
            self.redirect(self.path.replace(repo_id, new))
        elif repo_id not in self.hub.models:
            self.missing()
        elif revision not in self.hub.revisions:
            self.error(404, f"Invalid rev id: {revision}", "RevisionNotFound")
        else:
            self.send(200, self.hub.models[repo_id])

    def file(self, repo_id: str, revision: str, name: str) -> None:
        """Answer for a file."""
        model = self.hub.models.get(repo_id)
        if model is None:
            self.missing()
        elif model.get("gated") and not self.is_known:
            message = f"Access to model {repo_id} is restricted."
            self.error(401, message, "GatedRepo", {"www-authenticate": 'Bearer realm="x"'})
        elif name != "config.json" or repo_id not in self.hub.configs:
            self.send(404, "Entry not found", "text/plain", {"X-Error-Code": "EntryNotFound"})
        else:
            self.send(200, self.hub.configs[repo_id])

    @property
    def is_known(self) -> bool:
        """Whether the caller has shown the token."""
        shown = self.headers.get("authorization")
        return self.hub.token is not None and shown == f"Bearer {self.hub.token}"

    def missing(self) -> None:
        """Say that there is no such repository: a 401 to anybody, a 404 to somebody."""
        if self.is_known:
            self.error(404, "Repository not found", "RepoNotFound")
        else:
            self.error(401, "Invalid username or password.")

    def error(
        self,
        status: int,
        message: str,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Refuse as the Hub does."""
        said = {"X-Error-Message": message} | ({"X-Error-Code": code} if code else {})
        self.send(status, {"error": message}, headers={**said, **(headers or {})})

    def redirect(self, location: str) -> None:
        """Send the caller elsewhere, with a relative address."""
        self.send(
            307,
            f"Temporary Redirect. Redirecting to {location}",
            "text/plain",
            {"Location": location},
        )

    def send(
        self,
        status: int,
        body: object,
        kind: str = "application/json; charset=utf-8",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Send an answer."""
        data = body if isinstance(body, bytes) else None
        if data is None:
            data = (
                body if isinstance(body, str) and "json" not in kind else json.dumps(body)
            ).encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, **RATES, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """A caller that has gone is no matter."""


@contextmanager
def serve(hub: Hub, certificate: Path | None = None) -> Iterator[Hub]:
    """Serve a stand-in on a port of its own, over https where it has a certificate."""
    handler = type("_Conversation", (Conversation,), {"hub": hub})
    server = _Server(("127.0.0.1", 0), handler)
    scheme = "http"
    if certificate:
        scheme = "https"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        # The handshake is made on the connection's own thread, or one stalled caller stops all.
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    hub.endpoint = f"{scheme}://localhost:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_certificate(folder: Path) -> Path | None:
    """Make a certificate for localhost that is its own authority; None without openssl."""
    openssl = shutil.which("openssl")
    if not openssl:
        return None
    key, certificate, both = (folder / name for name in ("key.pem", "cert.pem", "both.pem"))
    subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    files = ("-keyout", str(key), "-out", str(certificate))
    words = [openssl, "req", "-x509", *kind, *subject, *files]
    subprocess.run(words, check=True, capture_output=True)
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    return both


def closed_port() -> int:
    """Give a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def stall(seconds: float) -> Trouble:
    """Say nothing for a while."""

    def act(conversation: Conversation) -> None:
        time.sleep(seconds)
        conversation.send(200, {})

    return act


def drip(seconds: float, pause: float = 0.02) -> Trouble:
    """Send a body a byte at a time."""

    def act(conversation: Conversation) -> None:
        conversation.send_response(200)
        conversation.send_header("Content-Length", "1000000")
        conversation.end_headers()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            conversation.wfile.write(b" ")
            conversation.wfile.flush()
            time.sleep(pause)
        conversation.close_connection = True

    return act


def flood(size: int) -> Trouble:
    """Send a body of so many bytes."""

    def act(conversation: Conversation) -> None:
        conversation.send_response(200)
        conversation.send_header("Content-Length", str(size))
        conversation.end_headers()
        part = b'["' + b"x" * 65532 + b'",'
        for _ in range(size // len(part)):
            conversation.wfile.write(part)

    return act


def answer(
    status: int, body: object = "", kind: str = "application/json", **headers: str
) -> Trouble:
    """Send this answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda conversation: conversation.send(status, body, kind, named)


def refuse(status: int, message: str, code: str | None = None) -> Trouble:
    """Refuse as the Hub does."""
    return lambda conversation: conversation.error(status, message, code)


def hang_up(conversation: Conversation) -> None:
    """Break off in the middle of a body."""
    conversation.send_response(200)
    conversation.send_header("Content-Length", "1000")
    conversation.end_headers()
    conversation.wfile.write(b'{"id": "o/n", "tags"')
    conversation.wfile.flush()
    conversation.close_connection = True
    conversation.connection.shutdown(socket.SHUT_RDWR)


def in_a_circle(conversation: Conversation) -> None:
    """Redirect to itself."""
    conversation.redirect(conversation.path)


def behave(conversation: Conversation) -> None:
    """Do what it should."""
    conversation.route(urlsplit(conversation.path).path)
