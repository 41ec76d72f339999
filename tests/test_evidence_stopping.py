"""What a stop procedure stops: on a rented machine billing, elsewhere the process."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FIXTURES, ROOT
from decision_lint.document.markdown import parse
from decision_lint.evidence.stopping import Stop, read_stop
from decision_lint.knowledge.tables import table
from decision_lint.record.reading import read
from decision_lint.source import Source

CORPUS = ROOT.parent / "shared" / "data" / "corpus" / "stops.jsonl"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


ENDS_BILLING = """
    Terminate the pod when the evaluation is over; the pod page must be empty.
    When finished: RunPod console, My Pods, three dots, Terminate.
    Destroy the Vast.ai instance from the Instances page once the CSV is downloaded.
    Download the results, then delete the VM in the Google Cloud console.
    stop the pod right after the run, storage of 20 GB stays billed
    The A100 is returned to the provider the same evening
    Give the rented card back at 18:00
    cancel the rental in the web panel
    I shut the rented machine down from the dashboard every evening
    The VM is deleted by a cron job of the provider at 20:00
    Pause the inference endpoint in the Hugging Face UI
    set min workers to 0 on the serverless endpoint
    scale the endpoint to zero after 15 minutes without requests
    Notebook instances → select → **Stop** (not Delete, the volume is kept)
    Actions > Destroy droplet
    Settings → Pause Space
    Put the Space to sleep
    delete the deployment and the node pool
    Power off at the provider's panel and release the card
    Auto-terminate after 2 h idle is set at the provider
    Idle timeout 10 min on the endpoint
    Make sure the pod is terminated in the console before leaving
    Stop and delete the instance, keep only the CSV
    terminate immediately after the test
    copy the labels back and then destroy it
    GCP: sudo shutdown -h now inside the VM stops the instance and its compute billing
    sudo poweroff on EC2 (shutdown behavior: terminate)
    the instance is destroyed via API by a watchdog on another machine
    The nightly job calls `podTerminate` through RunPod's GraphQL API.
    Hetzner: delete the server, a stopped one is billed
    You must destroy the instance, stopping is not enough
    results copied, pod terminated, screenshot taken
    - [ ] Pod terminated
    ask Maria to terminate the pod
    The pod was terminated at 18:05, see shutdown.png
    Instance shutdown at 19:00 through the provider's scheduler
    Kaggle: Session options → Power off
    Disconnect the runtime
    Runtime > Disconnect and delete runtime
    Runtime → Manage sessions → Terminate
    Don't forget to stop the pod in the RunPod console
    billing goes on until you delete the VM in the portal
    the Vast.ai console, then the trash icon
    gpu workers scaled to zero
    RunPod → Stop
    enter the console and delete the VM
    Undeploy the model from the Vertex endpoint
    do not only stop the container, destroy the pod
"""

COMMANDS_THAT_END_BILLING = """
    runpodctl remove pod 4abc
    runpodctl pod stop 4abc
    RunPod `runpodctl get|stop pod <id>`
    echo "runpodctl stop pod $POD"
    vastai destroy instance 12
    vastai stop instance 12   # only the disk is billed
    sky down demo
    sky autostop -i 15 --down demo
    sky launch --down task.yaml
    modal app stop support-llm
    colab stop
    hf jobs cancel 687f
    hf endpoints scale-to-zero chat
    gcloud --project p compute instances delete box --zone=z --quiet
    gcloud container clusters resize llm --num-nodes 0
    aws --region eu-central-1 ec2 terminate-instances --instance-ids i-0
    aws ec2 stop-instances --instance-ids $ID
    az vm deallocate -g rg -n gpu1
    oci compute instance terminate --instance-id ocid1 --force
    hcloud server delete gpu-1
    scw instance server stop 1111
    doctl compute droplet delete llm --force
    tccli cvm StopInstances --InstanceIds '["i"]' --StoppedMode STOP_CHARGING
    terraform destroy -auto-approve
    scancel $JOB
    on exit the trap runs `vastai destroy instance $ID`
    /opt/bin/vastai destroy instance <INSTANCE_ID>
    curl -X DELETE https://rest.runpod.io/v1/pods/abc
    curl -X POST https://cloud.lambda.ai/api/v1/instance-operations/terminate
    client.terminate_instances(InstanceIds=[i])
    runpod.stop_pod(pod_id)
    from google.colab import runtime; runtime.unassign()
    Run scripts/destroy_gpu.sh, which asks the API until the list is empty.
    make teardown-gpu
    docker stop vllm, then runpodctl stop pod $RUNPOD_POD_ID
    kubectl delete -f vllm.yaml; the node pool is then scaled to zero
"""

CHINESE_THAT_ENDS_BILLING = """
    在控制台销毁实例
    评测结束后立即释放实例，并截图账单页面
    在 AutoDL 控制台关机，数据盘保留
    跑完脚本自动执行 /usr/bin/shutdown（AutoDL）
    把实例停掉再走
    结果拷回本地后，在 RunPod 控制台点 Stop 停止 Pod
    租用的显卡到点退租
    停止租用的实例
    先停服务，再在阿里云控制台释放实例
    空闲 30 分钟自动关机
    每天 20:00 定时关机
    到期自动停机，不续费
    務必在晚上八點前釋放實例
    到 RunPod 控制台終止 Pod
    在菜单里选断开连接并删除运行时
    程序退出后实例不会自动停止，需要在控制台手动销毁
    kill 掉进程，再删除云主机
    只有在控制台里销毁实例才停止计费
"""

JAPANESE_THAT_ENDS_BILLING = """
    評価が終わったらインスタンスを削除する
    vast.ai のインスタンスを破棄し、請求画面を確認する
    コンソールからインスタンスを停止します
    レンタル GPU を返却する
    サーバーを解約する
    さくらのクラウドのコントロールパネルでサーバーを停止し、ディスクも削除する
    RunPod の管理画面で Terminate を押す
    ランタイムの接続を解除して削除
    毎日 19:00 にプロバイダのタイマーで停止する
    終了は Ctrl+C。GPU インスタンスは AWS コンソールから「終了」する
    Vast.ai の画面でゴミ箱アイコンを押す
"""

OTHERS_THAT_END_BILLING = """
    Detener la instancia en la consola y borrar el disco
    Encerrar a instância no painel da RunPod
    Supprimer l'instance dans la console Scaleway
    Stopper l'instance puis vérifier la facture
    die gemietete Instanz im Dashboard beenden
    Instanz in der Konsole löschen
    Удалить инстанс в панели vast.ai
    Spegnere l'istanza dalla console AWS
    콘솔에서 인스턴스를 종료합니다
"""

ONLY_STOPS_A_PROCESS = """
    Ctrl+C
    press ctrl-c in the ssh session
    docker compose -f prod.yml down
    docker stop sglang && docker rm sglang
    kubectl scale deploy/vllm --replicas=0
    systemctl stop vllm.service
    pkill -f vllm, check with nvidia-smi that memory is free
    kill $(cat vllm.pid)
    lsof -ti:8000 | xargs kill -9
    sudo shutdown -h now
    shut down from inside the pod with poweroff
    Stop billing now: pkill -f server.py
    close the terminal window
    stop the vLLM container; the pod itself keeps running
    Stop the server with Ctrl+C. The instance stays up for the next day.
    Stop the API server on the pod
    Interrupt the cell in the notebook
    az vm stop -g rg -n gpu1
    hcloud server shutdown gpu-1
    tccli cvm StopInstances --InstanceIds '["i"]'
    Droplet: power off from the panel; a powered off droplet is still billed
    do not terminate the pod, only stop the server: docker stop vllm
    shutdown -h now in the VM; Hetzner still bills a stopped server
    Killing the process frees the GPU but RunPod still charges for the pod.
    vLLM のプロセスを kill する
    コンテナを停止する
    Ctrl+C でサーバーを止める
    按 Ctrl+C 停止服务器
    杀掉 vllm 进程
    停止 vLLM 服务，实例继续运行
    只停服务不停机
    训练结束自动关机：`python train.py && shutdown`
    docker stop 之后实例仍在计费
    Arrêter le conteneur : docker stop vllm
    Den Server mit Strg+C beenden
    ./stop_server.sh
    In the task manager: end the Python process
    the server is stopped with the button
    Kernel → Shutdown
"""

STOPS_NOTHING = """
    ollama stop llama3.2
    lms unload --all
    curl localhost:11434/api/generate -d '{"model":"qwen3","keep_alive":0}'
    a budget alert at 20 EUR
    TBD
    write the stop command here
    put the command that deletes the VM here
    <how to stop the machine>
    The pod is not stopped between the runs.
    Do not stop the instance, it is shared.
    we plan to add auto-shutdown
    maybe somebody should consider stopping the pod
    detach from tmux with Ctrl-B D
    close the browser tab
    just close the Colab tab
    关闭 Colab 标签页
    log out of the machine
    Ctrl+C ends the log stream, the job goes on
    Ctrl+C, and the server keeps running
    We leave it running over the weekend
    exit the instance
    设置预算告警
    不要停止实例
    待补充
    退出 SSH 即可
    释放显存：模型闲置后自动卸载
    考虑以后停止实例
    インスタンスは停止しない
    インスタンスを削除したい
    予算アラートを設定する
    未定
    인스턴스를 중지하지 않습니다
"""

LEAVES_IT_OPEN = """
    don't forget to stop the pod
    Remember to shut down the instance!
    **Terminate when done**: don't forget to delete the VM
    nicht vergessen, die Instanz zu stoppen
    no olvides apagar la instancia
    A stopped pod still costs 0.20 USD per GB and month
    Billing ends when the instance is terminated.
    Stopping a pod only pauses GPU billing, the volume is billed on.
    Billing goes on until you stop the pod.
    when the pod stops, the volume is kept
    see the runbook
    screenshot of the billing page, check that the pod is terminated
    GPU hours are billed by the minute.
    Ctrl+C, or instance stopped
    shutdown proof: screenshot or provider note
    delete the network volume
    this stops the billing
    stop
    记得停止实例！
    实例停止后仍然收取存储费用
    确认实例已停止
    如果停止实例会丢数据
    忘れずにインスタンスを止める
    インスタンスを停止するのを忘れないこと
    インスタンスを停止してもディスクは課金される
    잊지 말고 인스턴스를 종료
"""

STOPS_A_LOCAL_SERVER = """
    Ctrl+C in the terminal
    quit LM Studio from the tray
    Press the red Stop button in the LM Studio developer tab
    osascript -e 'tell app "Ollama" to quit'
    brew services stop ollama
    taskkill /IM ollama.exe /F
    Get-Process ollama | Stop-Process
    launchctl bootout gui/501/com.ollama
    lms server stop
    ~/.lmstudio/bin/lms daemon down
    tmux kill-session -t llama
    screen -S llama -X quit
    close the window of llamafile
    End the Python process with Ctrl-C, nothing else keeps running
    docker stop ollama  # por ahora
    shut down the laptop
    exit() in the REPL
    kill %1
    kill -9 で落とす
    the script ends by itself after the last case
    docker stop tgi or podman stop tgi
    ollama stop qwen3:8b && sudo systemctl stop ollama
    双击 stop.bat
    退出 LM Studio
    サーバーを停止するには、このウィンドウを閉じる
    Fechar a janela do terminal
    destroy the VM
    Ctrl キーと C で止める
    ⌃C
"""


def judged(text: str, *, rented: bool) -> tuple[bool | None, bool | None]:
    stop = read_stop(text, rented=rented)
    return stop.process, stop.billing


@pytest.mark.parametrize(
    "text",
    [
        *lines(ENDS_BILLING),
        *lines(COMMANDS_THAT_END_BILLING),
        *lines(CHINESE_THAT_ENDS_BILLING),
        *lines(JAPANESE_THAT_ENDS_BILLING),
        *lines(OTHERS_THAT_END_BILLING),
    ],
)
def test_what_ends_the_machine_at_the_provider_ends_billing(text: str) -> None:
    assert judged(text, rented=True) == (True, True)


@pytest.mark.parametrize("text", lines(ONLY_STOPS_A_PROCESS))
def test_a_process_a_container_or_a_guest_leaves_the_machine_billing(text: str) -> None:
    assert judged(text, rented=True) == (True, False)


@pytest.mark.parametrize("text", lines(STOPS_NOTHING))
def test_what_unloads_leaves_or_only_means_to_stops_nothing(text: str) -> None:
    assert judged(text, rented=True) == (False, False)


@pytest.mark.parametrize("text", lines(LEAVES_IT_OPEN))
def test_a_reminder_and_a_fact_leave_open_what_stops(text: str) -> None:
    assert judged(text, rented=True) == (None, None)


@pytest.mark.parametrize("text", lines(STOPS_A_LOCAL_SERVER))
def test_where_nothing_is_rented_a_process_suffices_and_billing_is_no_question(text: str) -> None:
    assert judged(text, rented=False) == (True, None)


@pytest.mark.parametrize(
    "text",
    ["ollama stop qwen2.5:0.5b", "lms load x --ttl 60", "eject the model", "五分後にアンロード"],
)
def test_a_model_that_is_unloaded_is_told_from_a_server_that_ends(text: str) -> None:
    stop = read_stop(text, rented=False)
    assert (stop.process, stop.model) == (False, True)


@pytest.mark.parametrize(
    ("text", "remains"),
    [
        ("vastai destroy instance 1", False),
        ("vastai stop instance 1", True),
        ("Stop the pod in the console", True),
        ("terminate the pod", False),
        ("stop or destroy the instance", True),
        ("Stop and delete the instance", False),
        ("stop the pod, then terminate it in the console", False),
        ("停止实例，然后释放实例", False),
        ("runpodctl stop pod 1\nrunpodctl remove pod 1", True),
        ("bash stop_vm.sh", None),
        ("bash stop_vm.sh, or stop the instance", None),
        ("docker stop x", None),
    ],
)
def test_a_stopped_machine_keeps_its_disk_and_a_destroyed_one_does_not(
    text: str,
    remains: bool | None,  # noqa: FBT001  (a case of the table above)
) -> None:
    assert read_stop(text, rented=True).residual is remains


def test_the_words_that_decided_are_told() -> None:
    text = "Press Ctrl+C in tmux, then run `vastai destroy instance 12`"
    assert read_stop(text, rented=True).what == "vastai destroy instance"
    assert read_stop(text, rented=False).what == "Ctrl+C"
    assert read_stop("in LM Studio: **Eject**", rented=True).what == "Eject"
    assert read_stop("", rented=True) == Stop(
        process=None, model=False, billing=None, residual=None, what=""
    )


def test_a_command_may_be_continued_on_the_next_line() -> None:
    text = "gcloud compute instances \\\n  delete box \\\n  --quiet"
    assert judged(text, rented=True) == (True, True)


@pytest.mark.parametrize("text", ["İ stop the pod", "Ａ　停止　实例", "STOP THE POD"])
def test_odd_letters_and_widths_are_read(text: str) -> None:
    assert judged(text, rented=True) == (True, True)


def test_the_lines_of_a_procedure_may_have_been_joined() -> None:
    text = "To stop the server:\n\n```bash\ndocker compose down\n```\n# Stop the VM\nsky stop demo"
    assert judged(text, rented=True) == judged(" ".join(text.split()), rented=True) == (True, True)


def procedures() -> list[tuple[str, str]]:
    """Give the procedures of our own records with their routes."""
    found = set()
    paths = [*FIXTURES.rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
    on_purpose = {"malformed", "before.decision.md"}
    for path in (path for path in paths if on_purpose.isdisjoint(path.parts)):
        record = read(parse(Source.decode(path.name, path.read_bytes()))).record
        text, route = record.evidence.stop_procedure, record.profile.route
        if text and route and not path.match("*stop-procedure-does-not-stop/bad/*"):
            found.add((route, text))
    return sorted(found)


@pytest.mark.parametrize(("route", "text"), procedures())
def test_our_own_procedures_stop_what_their_route_asks(route: str, text: str) -> None:
    stop = read_stop(text, rented=route == "rented_gpu")
    assert stop.billing if route == "rented_gpu" else stop.process


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not part of the project")
@pytest.mark.parametrize("split", ["develop", "check"])
@pytest.mark.parametrize("label", ["stops_process", "stops_billing"])
def test_nearly_all_procedures_of_the_corpus_are_judged_right(split: str, label: str) -> None:
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["split"] == split]
    right = 0
    for row in rows:
        stop = read_stop(row["text"], rented=row["route"] != "local_cpu")
        told = stop.process if label == "stops_process" else stop.billing
        right += told is row[label]
    assert right >= 0.95 * len(rows)


def test_the_table_says_of_each_command_what_it_stops_and_whence_that_is_known() -> None:
    rows = table("stops")["commands"]
    machines = [row for row in rows if row["kind"] == "machine"]
    assert all(row.get("source") or row.get("unverified") for row in machines)
    assert {row["kind"] for row in rows} <= set(table("stops")["_meta"]["kinds"])


PIECES = st.sampled_from(
    """stop terminate the pod instance not don't forget to when is ed stopping destroyed 停止 实例
    不 关机 インスタンス を 削除 ない ctrl+c docker vastai -- - . , ; \n ( ) → > ` | " ' ' it shut
    down kill $ 0 keep_alive ollama bash a/stop.sh sky launch -i = 忘れ 的 服务""".split(" ")
)


@given(text=st.text() | st.lists(PIECES, max_size=30).map(" ".join), rented=st.booleans())
def test_nothing_raises(text: str, *, rented: bool) -> None:
    stop = read_stop(text, rented=rented)
    assert stop.process or not stop.billing
    assert rented or stop.billing is None


@pytest.mark.parametrize(
    "unit", ["stop the pod ", "停止实例", "docker -f ", "ctrl+c to ", "a", "\n"]
)
def test_a_long_text_is_read_in_no_time(unit: str) -> None:
    stop = read_stop(unit * (100_000 // len(unit)), rented=True)
    assert len(stop.what) < 100


def test_every_phrase_holds_one_of_the_words_by_which_it_is_looked_for() -> None:
    blocks = (ENDS_BILLING, COMMANDS_THAT_END_BILLING, CHINESE_THAT_ENDS_BILLING, STOPS_NOTHING)
    more = (JAPANESE_THAT_ENDS_BILLING, ONLY_STOPS_A_PROCESS, STOPS_A_LOCAL_SERVER)
    text = "\n".join((*blocks, *more)).lower()
    for row in table("stops")["phrases"]:
        for found in re.finditer(row["re"], text):
            assert any(word in found[0] for word in row["near"].split()), found[0]
