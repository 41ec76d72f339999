"""Containers that a compose file, a pod or a Dockerfile describes, whole or in part."""

from __future__ import annotations

import pytest

from decision_lint.command.reading import read_command

IMAGE = "vllm/vllm-openai:v0.9.1"
COMPOSE = f"""
services:
  proxy:
    image: nginx:1
    ports:
      - "80:80"
  llm:
    image: {IMAGE}  # pinned
    ports:
      - "127.0.0.1:9000:8000"   # loopback
    environment:
      VLLM_API_KEY: "k"
      HF_HOME: /hf
    command:
      - --model
      - "acme/m"   # the model
      - --max-model-len=8192
"""
FOLDED = f"""
  llm:
    command: >
      --model acme/m
      --max-model-len 8192
    image: {IMAGE}
    environment:
      - VLLM_API_KEY=k
    ports: ["127.0.0.1:9000:8000"]
"""
PLAIN = f"""
image: {IMAGE}
ports:
- 127.0.0.1:9000:8000
env:
- name: VLLM_API_KEY
  value: k
command: --model acme/m
  --max-model-len 8192
"""
SHELL = f"""
- image: {IMAGE}
  command: ["sh", "-c"]
  args:
    - |
      vllm serve acme/m --max-model-len 8192
  environment: [A=1]
"""
SCRIPT = f"""
image: {IMAGE}
entrypoint: []
command: |
  pip install x
  vllm serve acme/m --max-model-len 8192
"""
POD = f"""
      containers:
      - name: llm
        image: {IMAGE}
        args: ["--model", acme/m,
               --max-model-len, 8192]
        env:
        - name: VLLM_API_KEY
          value: "k"
"""
DOCKERFILE = f"""
FROM nginx AS other
CMD ["nginx"]
FROM {IMAGE}
ENV VLLM_API_KEY=k HF_HOME=/hf
ENV A b c
CMD ["--model", "acme/m", \\
     "--max-model-len", "8192"]
"""


@pytest.mark.parametrize(
    "text", [COMPOSE, FOLDED, PLAIN, SHELL, SCRIPT, POD, DOCKERFILE], ids=range(7)
)
def test_a_container_is_read_with_its_image(text: str) -> None:
    launch = read_command(text)
    found = (launch.runtime, launch.model, launch.context_length, launch.image, launch.image_tag)
    assert found == ("vllm", "acme/m", 8192, *IMAGE.split(":"))


@pytest.mark.parametrize("text", [COMPOSE, FOLDED, PLAIN], ids=range(3))
def test_ports_and_variables_of_a_service_count(text: str) -> None:
    launch = read_command(text)
    assert (launch.host, launch.port, launch.api_key) == ("127.0.0.1", 9000, True)


def test_what_a_dockerfile_runs_listens_as_its_command_says() -> None:
    launch = read_command(DOCKERFILE)
    assert (launch.host_from, launch.exposed, launch.api_key) == ("default", True, True)


def test_an_image_without_a_command_runs_its_own() -> None:
    launch = read_command("services:\n  o:\n    image: ollama/ollama\n    ports: ['11434:11434']")
    assert (launch.runtime, launch.action, launch.exposed) == ("ollama", "serve", True)


def test_a_list_of_words_may_hold_names() -> None:
    launch = read_command('run([f"vllm", "serve", model, "--port", str(port), "--host", "::"])')
    assert (launch.model, launch.port, launch.host) == ("$model", None, "::")
