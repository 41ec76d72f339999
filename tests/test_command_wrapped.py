"""One launch, wherever it stands: behind other programs, in files, among other commands."""

from __future__ import annotations

import json

import pytest

from decision_lint.command.launch import Launch, option
from decision_lint.command.reading import read_command
from decision_lint.render.command import render
from decision_lint.render.look import Look

SERVE = "vllm serve acme/m-7b --port 8001"
WRAPPED = [
    SERVE,
    f"$ {SERVE}",
    f"!{SERVE}",
    f"(venv) me@box:~$ {SERVE}",
    f"[me@box ~]$ {SERVE}",
    f"1. {SERVE}",
    f"- {SERVE}",
    f"Run: {SERVE}",
    f"run this: `{SERVE}`",
    f"# vLLM: {SERVE}",
    f"启动：{SERVE}，然后检查。",
    f"「{SERVE}」を実行する。",
    f"CUDA_VISIBLE_DEVICES=0,1 HF_TOKEN=x {SERVE}",
    f"export HF_TOKEN=x; {SERVE}",
    f"source venv/bin/activate && {SERVE}",
    f"{SERVE} > out.log 2>&1 &",
    f"{SERVE} 2>&1 | tee out.log",
    f"sudo -u llm env -u X A=1 nohup {SERVE} &",
    f"time timeout -k 5 30m nice -n 5 {SERVE}",
    f"taskset 0x3 {SERVE}",
    f"if ! pgrep vllm; then {SERVE} & fi",
    f"while true; do {SERVE}; sleep 1; done",
    f"uv run --with vllm --python 3.12 {SERVE}",
    "uv run -m vllm.entrypoints.openai.api_server --model acme/m-7b --port 8001",
    f"uvx {SERVE}",
    f"uvx --from 'vllm>=0.9' {SERVE}",
    f"pipx run {SERVE}",
    f"poetry run {SERVE}",
    f"conda run -n llm --no-capture-output {SERVE}",
    "python3.12 -u -X dev -m vllm.entrypoints.openai.api_server --model acme/m-7b --port=8001",
    "python${V} -m vllm.entrypoints.openai.api_server --model acme/m-7b --port 8001",
    "$PYTHON -m vllm.entrypoints.openai.api_server --model acme/m-7b --port 8001",
    "python /opt/vllm/entrypoints/openai/api_server.py --model acme/m-7b --port 8001",
    (
        "torchrun --nproc_per_node 2 -m vllm.entrypoints.openai.api_server --model acme/m-7b \\\n"
        "  --port 8001"
    ),
    f"accelerate launch --num_processes 1 {SERVE}",
    f"srun --gres=gpu:2 -n 1 --pty {SERVE}",
    f"apptainer exec --nv vllm.sif {SERVE}",
    f"bash -lc 'cd /srv && exec {SERVE}'",
    f"su - llm -c '{SERVE}'",
    f'eval "{SERVE}"',
    f"eval {SERVE}",
    f"ssh -i k.pem -L 8001:localhost:8001 me@box '{SERVE}'",
    f"ssh box {SERVE}",
    f"ssh box <<'EOF'\n{SERVE}\nEOF",
    f"tmux new-session -d -s llm '{SERVE}'",
    f"tmux new -d -s llm {SERVE}",
    f"screen -dmS llm {SERVE}",
    f"docker exec -it -e A=1 box {SERVE}",
    f"docker compose -f a.yml exec box {SERVE}",
    f"docker-compose exec box {SERVE}",
    f"kubectl -n llm exec -it deploy/box -c main -- {SERVE}",
    f"some-tool run -- {SERVE}",
    f"ExecStart=/opt/venv/bin/{SERVE}",
    f"command=/opt/venv/bin/{SERVE}",
    f'echo "{SERVE}" > run.sh',
    f"cat > run.sh <<'EOF'\n#!/bin/bash\n{SERVE}\nEOF\nbash run.sh",
    f'COMMAND="{SERVE}" || sleep infinity',
    f'x="$({SERVE})"',
    '["vllm", "serve", "acme/m-7b", "--port", "8001"]',
    "CMD ['vllm', 'serve', 'acme/m-7b', '--port', '8001']",
    f"FROM python:3.12\nCMD {SERVE}",
    'ENTRYPOINT ["vllm", "serve"]\nCMD ["acme/m-7b", "--port", "8001"]',
    'subprocess.Popen(["vllm", "serve", "acme/m-7b", "--port", "8001"])',
    f'os.system("{SERVE}")',
    f"cmd /c {SERVE}",
    f'powershell -NoProfile -Command "{SERVE}"',
    f'start /b "" {SERVE}',
    "Start-Process -FilePath vllm -ArgumentList 'serve', 'acme/m-7b', '--port', '8001'",
    f"wsl -d Ubuntu -- {SERVE}",
    f"$env:HF_TOKEN = 'x'\n& {SERVE}",
    "& 'C:\\my tools\\vllm.exe' serve acme/m-7b --port 8001",
    f"command: {SERVE}",
    f"command: >\n  {SERVE.replace(' --', chr(10) + '  --')}",
    f"command:\n  - sh\n  - -c\n  - {SERVE}",
    "MODEL=acme/m-7b\nARGS='--port 8001'\nvllm serve $MODEL $ARGS",
    "vllm serve acme/m-7b \\\n  # the port\n  --port 8001",
    "vllm serve acme/m-7b ...  --port 8001",
]


@pytest.mark.parametrize("text", WRAPPED)
def test_a_launch_is_found_in_whatever_it_is_wrapped(text: str) -> None:
    launch = read_command(text)
    found = (launch.runtime, launch.action, launch.model, launch.port, launch.unknown_flags)
    assert found == ("vllm", "serve", "acme/m-7b", 8001, ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "not a command at all",
        "curl http://localhost:8000/v1/models",
        "lmcache_vllm serve acme/m",
        "vllm-mlx serve acme/m",
        "vllm bench serve --model acme/m",
        "vllm chat --url http://localhost:8000/v1",
        "vllm --version",
        "vllm",
        "python",
        "python -m",
        "python -m http.server 8000",
        "python app.py --model acme/m",
        "mlx_vlm.server --port 8080",
        "llm-foo serve acme/m",
        "server --config a.yaml",
        "./main --help",
        "pip install vllm",
        "git clone https://github.com/vllm-project/vllm && cd vllm",
        "docker run -p 80:80 nginx",
        "docker compose up -d",
        "docker run",
        "docker run -p",
        "kubectl run web --image=nginx",
        "kubectl run web",
        "docker run ghcr.io/ggml-org/llama.cpp:full --quantize a.gguf",
        "bash run.sh",
        "bash -c",
        "ssh box",
        "FROM ubuntu\nRUN apt-get update",
        "image: nginx\nports:\n  - 80:80",
        "ports:\n  - 80:80",
    ],
)
def test_what_is_no_launch_is_not_understood(text: str) -> None:
    assert read_command(text) == Launch()
    shown = json.loads(render(read_command(text), Look()))
    assert [value for value in shown.values() if value not in (None, {}, [])] == []


@pytest.mark.parametrize(
    ("text", "runtime", "action", "model"),
    [
        ("ollama pull qwen2.5:0.5b && ollama serve", "ollama", "serve", "qwen2.5:0.5b"),
        ("ollama pull qwen2.5:0.5b\nollama run qwen2.5:0.5b hi", "ollama", "run", "qwen2.5:0.5b"),
        ("ollama create mine -f Modelfile; ollama pull base", "ollama", "create", "mine"),
        ("ollama list; ollama pull base", "ollama", "pull", "base"),
        ("ollama list", "ollama", None, None),
        ("systemctl start ollama", "ollama", "serve", None),
        ("lms get acme/m && lms load acme/m && lms server start", "lm-studio", "serve", "acme/m"),
        ("lms chat acme/m -p hi", "lm-studio", "chat", "acme/m"),
        ("hf download acme/m && vllm serve ./m", "vllm", "serve", "./m"),
        ("echo 'vllm serve a/b'; ollama pull c", "ollama", "pull", "c"),
        ("make -j4 && ./main -m a.gguf -p 'hi'", "llama.cpp", "cli", "a.gguf"),
        ("./server -m a.gguf -c 512", "llama.cpp", "serve", "a.gguf"),
        ("llama.exe serve -m a.gguf", "llama.cpp", "serve", "a.gguf"),
        ("llama-server -md draft.gguf -m a.gguf", "llama.cpp", "serve", "a.gguf"),
        ("llama-server -hf acme/m:Q4_K_M -m cached.gguf", "llama.cpp", "serve", "acme/m:Q4_K_M"),
        ("llama-server --models-dir /m", "llama.cpp", "serve", None),
        ("python -m sglang.launch_server --model a --model-path b", "sglang", "serve", "b"),
        ("sglang serve acme/m", "sglang", "serve", "acme/m"),
        ("vllm serve --served-model-name x --model acme/m", "vllm", "serve", "acme/m"),
        ("vllm serve --enable-lora acme/m --tokenizer b/t", "vllm", "serve", "acme/m"),
        ("vllm serve --wat acme/m", "vllm", "serve", "acme/m"),
        ("vllm serve $ARGS --model acme/m", "vllm", "serve", "acme/m"),
        ("vllm serve acme/m --speculative-config.model b/d", "vllm", "serve", "acme/m"),
        ("text-generation-launcher --model-id acme/m", "tgi", "serve", "acme/m"),
        ("MODEL_ID=acme/m text-generation-launcher", "tgi", "serve", "acme/m"),
        ("mlx_lm.server --model acme/m", "mlx", "serve", "acme/m"),
        ("python -m mlx_lm generate --model acme/m -m 10", "mlx", "cli", "acme/m"),
        ("transformers serve", "transformers", "serve", None),
        ("transformers chat localhost:8000", "transformers", "chat", None),
        ("transformers chat http://1.2.3.4:80/v1 acme/m", "transformers", "chat", "acme/m"),
        ("python -m llama_cpp.server --hf_model_repo_id a/b", "llama.cpp", "serve", "a/b"),
    ],
)
def test_of_several_commands_the_one_that_launches_counts(
    text: str, runtime: str, action: str | None, model: str | None
) -> None:
    launch = read_command(text)
    assert (launch.runtime, launch.action, launch.model) == (runtime, action, model)


def test_what_was_understood_is_shown_in_one_order() -> None:
    shown = json.loads(
        render(
            read_command("vllm serve acme/m -tp 2 --trust-remote-code --max_model_len 1k"), Look()
        )
    )
    assert shown == {
        "runtime": "vllm",
        "action": "serve",
        "model": "acme/m",
        "model_source": "hub",
        "revision": None,
        "host": "0.0.0.0",  # noqa: S104
        "port": 8000,
        "exposed": True,
        "api_key": False,
        "context_length": 1000,
        "tensor_parallel": 2,
        "dtype": "auto",
        "quantization": None,
        "memory_fraction": 0.92,
        "remote_code": True,
        "flags": {
            "--tensor-parallel-size": "2",
            "--trust-remote-code": True,
            "--max-model-len": "1k",
        },
        "unknown_flags": [],
    }
    assert list(shown)[:3] == ["runtime", "action", "model"]


def test_a_flag_is_asked_for_by_its_full_name() -> None:
    launch = read_command("llama-server -m a.gguf -ngl 1 --gpu-layers 2")
    flag = option(launch, "--gpu-layers")
    assert flag is not None
    assert flag.value == "2"
    assert option(launch, "--host") is None
