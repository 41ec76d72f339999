"""Where a server can be reached: by flag, by default, by environment, through a container."""

from __future__ import annotations

import pytest

from decision_lint.command.reading import read_command

ALL = "0.0.0.0"  # noqa: S104
LOCAL = "127.0.0.1"
RUN = "docker run --gpus all"
VLLM = "vllm/vllm-openai"
TGI = "ghcr.io/huggingface/text-generation-inference:3.0"
LLAMA = "ghcr.io/ggml-org/llama.cpp"
SGLANG = "lmsysorg/sglang python3 -m sglang.launch_server --model-path a/b"


@pytest.mark.parametrize(
    ("text", "host", "source", "port", "exposed"),
    [
        ("vllm serve a/b", ALL, "default", 8000, True),
        ("vllm serve a/b --host localhost", LOCAL, "flag", 8000, False),
        ("vllm serve a/b --host=127.0.0.2", "127.0.0.2", "flag", 8000, False),
        ("vllm serve a/b --host [::1]", "::1", "flag", 8000, False),
        ("vllm serve a/b --host ::", "::", "flag", 8000, True),
        ("vllm serve a/b --host 192.168.1.5", "192.168.1.5", "flag", 8000, True),
        ("vllm serve a/b --host $IP --port $PORT", None, "flag", None, None),
        ("vllm serve a/b --host <ip>", None, "flag", 8000, None),
        ("vllm serve a/b --port ${PORT:-9}", ALL, "default", None, True),
        ("vllm serve a/b --host 127.0.0.1 --host 0.0.0.0", ALL, "flag", 8000, True),
        ("vllm serve a/b --uds /run/v.sock", None, "flag", None, False),
        ("vllm serve a/b --headless", None, "flag", None, False),
        ("vllm serve a/b —host 127.0.0.1", LOCAL, "flag", 8000, False),
        ("sglang serve --model-path a/b", LOCAL, "default", 30000, False),
        (
            "sglang serve --model-path a/b --dist-init-addr 0.0.0.0:5",
            LOCAL,
            "default",
            30000,
            False,
        ),
        ("llama-server -m a.gguf", LOCAL, "default", 8080, False),
        ("LLAMA_ARG_HOST=0.0.0.0 llama-server -m a.gguf", ALL, "env", 8080, True),
        ("python -m llama_cpp.server --model a.gguf", LOCAL, "default", 8000, False),
        ("text-generation-launcher --model-id a/b", ALL, "default", 3000, True),
        ("transformers serve a/b", LOCAL, "default", 8000, False),
        ("mlx_lm.server --model a/b --port 1", LOCAL, "default", 1, False),
        ("lms server start --bind 0.0.0.0", ALL, "flag", 1234, True),
        ("lms server start # --bind 0.0.0.0", LOCAL, "default", 1234, False),
        ("ollama serve", LOCAL, "default", 11434, False),
        ("OLLAMA_HOST=0.0.0.0 A=1 ollama serve", ALL, "env", 11434, True),
        ("OLLAMA_HOST=:80 ollama serve", ALL, "env", 80, True),
        ("OLLAMA_HOST=http://127.0.0.1:99 ollama serve", LOCAL, "env", 99, False),
        ("OLLAMA_HOST=http://0.0.0.0 ollama serve", ALL, "env", 80, True),
        ("OLLAMA_HOST=[::]:99 ollama serve", "::", "env", 99, True),
        ("OLLAMA_HOST=0.0.0.0:$P ollama serve", ALL, "env", None, True),
        ("OLLAMA_HOST=${H}:99 ollama serve", None, "env", 99, None),
        ("OLLAMA_HOST=:: ollama serve", "::", "env", 11434, True),
        ("export OLLAMA_HOST=0.0.0.0:99\nollama serve", ALL, "env", 99, True),
        ("$env:OLLAMA_HOST='0.0.0.0'; ollama serve", ALL, "env", 11434, True),
        ("set OLLAMA_HOST=0.0.0.0\nollama serve", ALL, "env", 11434, True),
        ("setx OLLAMA_HOST 0.0.0.0\nollama serve", ALL, "env", 11434, True),
        ("launchctl setenv OLLAMA_HOST 0.0.0.0\nollama serve", ALL, "env", 11434, True),
        (
            "ExecStart=/opt/bin/ollama serve\nEnvironment='OLLAMA_HOST=0.0.0.0' A=1",
            ALL,
            "env",
            11434,
            True,
        ),
        ("OLLAMA_HOST=http://box:8080 ollama run m", None, None, None, None),
        ("ollama pull m", None, None, None, None),
        (f"{RUN} -p 8000:8000 {VLLM} a/b", ALL, "publish", 8000, True),
        (f"{RUN} -p 127.0.0.1:9:8000 {VLLM} a/b", LOCAL, "publish", 9, False),
        (f"{RUN} -p [::1]:9:8000 {VLLM} a/b", "::1", "publish", 9, False),
        (f"{RUN} -p $IP:9:8000 {VLLM} a/b", None, "publish", 9, None),
        (f"{RUN} -p ${{P:-9}}:8000 {VLLM} a/b", ALL, "publish", None, True),
        (f"{RUN} -p 8000 {VLLM} a/b", ALL, "publish", None, True),
        (f"{RUN} -P {VLLM} a/b", ALL, "publish", None, True),
        (f"{RUN} --publish=9:8000/tcp --publish 8:8 {VLLM} a/b", ALL, "publish", 9, True),
        (f"{RUN} -p 8:8 -p 9:7000 {VLLM} a/b --port 7000", ALL, "publish", 9, True),
        (f"{RUN} -itp9:8000 {VLLM} a/b", ALL, "publish", 9, True),
        (f"{RUN} -p 80:80:80:80 {VLLM} a/b", None, "container_only", 8000, False),
        (f"{RUN} {VLLM} a/b --host 0.0.0.0", None, "container_only", 8000, False),
        (f"{RUN} --network host {VLLM} a/b", ALL, "net_host_default", 8000, True),
        (f"{RUN} --net=host {VLLM} a/b --host 127.0.0.1", LOCAL, "flag", 8000, False),
        (f"{RUN} --network container:x {VLLM} a/b", None, "container_only", 8000, None),
        (f"{RUN} $OPTIONS {VLLM} a/b", None, "container_only", 8000, None),
        (f"{RUN} $OPTIONS $IMAGE vllm serve a/b", None, "container_only", 8000, None),
        (f"{RUN} -p 9:8000 $IMAGE vllm serve a/b", ALL, "publish", 9, True),
        (f"{RUN} -p 9:8000 {VLLM} a/b --host 127.0.0.1", LOCAL, "flag", 8000, False),
        (f"{RUN} -p 30000:30000 {SGLANG}", LOCAL, "default", 30000, False),
        (f"{RUN} -p 30000:30000 {SGLANG} --host 0.0.0.0", ALL, "publish", 30000, True),
        (f"{RUN} -p 8080:80 {TGI} --model-id a/b -p 80", ALL, "publish", 8080, True),
        (f"{RUN} {TGI} --model-id a/b -p 8080", None, "container_only", 8080, False),
        (f"{RUN} -p 9:8080 {LLAMA}:server-cuda -m a.gguf", ALL, "publish", 9, True),
        (f"{RUN} -p 9:8080 {LLAMA}:full -s -m a.gguf", ALL, "publish", 9, True),
        ("podman run -d -p 9:11434 docker.io/ollama/ollama", ALL, "publish", 9, True),
        ("docker run --net host ollama/ollama", ALL, "net_host_default", 11434, True),
        (
            "docker run --net host -e OLLAMA_HOST=127.0.0.1 ollama/ollama",
            LOCAL,
            "env",
            11434,
            False,
        ),
        (
            "OLLAMA_HOST=127.0.0.1 docker run --net host -e OLLAMA_HOST ollama/ollama",
            LOCAL,
            "env",
            11434,
            False,
        ),
        ("docker run --net host -e OLLAMA_HOST ollama/ollama", None, "env", None, None),
        (f"kubectl run v --image={VLLM}:v1.0 -- a/b", None, "container_only", 8000, False),
        (f"image: {VLLM}\ncommand: a/b\nports:\n  - '9:8000'", ALL, "publish", 9, True),
        (f"image: {VLLM}\ncommand: a/b\nnetwork_mode: host", ALL, "net_host_default", 8000, True),
        (f"image: {VLLM}\nargs: [a/b]\nhostNetwork: true", ALL, "net_host_default", 8000, True),
        (f"FROM {VLLM}\nCMD ['a/b', '--host', '127.0.0.1']", LOCAL, "flag", 8000, False),
        ('CMD ["llama-server", "--host", host, "-m", "a.gguf"]', None, "flag", 8080, None),
    ],
)
def test_the_address_is_the_one_that_others_reach(
    text: str,
    host: str | None,
    source: str | None,
    port: int | None,
    exposed: bool | None,  # noqa: FBT001
) -> None:
    launch = read_command(text)
    assert launch.runtime is not None
    found = (launch.host, launch.host_from, launch.port, launch.exposed)
    assert found == (host, source, port, exposed)


@pytest.mark.parametrize(
    ("text", "has_key", "variable"),
    [
        ("vllm serve a/b", False, None),
        ("vllm serve a/b --api-key your-key-here", True, None),
        ("vllm serve a/b --api-key=$KEY", True, None),
        ("vllm serve a/b --api-key ''", False, None),
        ("VLLM_API_KEY=k vllm serve a/b", True, "VLLM_API_KEY"),
        ("VLLM_API_KEY= vllm serve a/b", False, None),
        (f"{RUN} -e VLLM_API_KEY=k {VLLM} a/b", True, "VLLM_API_KEY"),
        (f"VLLM_API_KEY=k {RUN} {VLLM} a/b", False, None),
        ("LLAMA_API_KEY=k llama-server -m a.gguf", True, "LLAMA_API_KEY"),
        ("llama-server -m a.gguf --api-key-file keys.txt", True, None),
        ("sglang serve a/b --admin-api-key k", False, None),
    ],
)
def test_a_key_counts_when_it_is_set(
    text: str,
    has_key: bool,  # noqa: FBT001
    variable: str | None,
) -> None:
    launch = read_command(text)
    assert (launch.api_key, launch.publishes_key_env) == (has_key, variable)
