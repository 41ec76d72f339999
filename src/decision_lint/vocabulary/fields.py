"""The fields in three languages: name | where | kind | meaning | example, then its aliases."""

from __future__ import annotations

RECORD = """
    project_goal | project_goal | text | what is being built, and for whom | support assistant
    goal, project goal, objective, purpose, 项目目标, 目标, 项目目的, プロジェクトの目的, プロジェクト目標, 目的, what we build, what is being built, 项目, 背景目标, 目標, ゴール
    must_have | must_have | items | what the model has to do | private documents, JSON output
    must have, must haves, must-haves, requirements, hard requirements, 必须条件, 必备条件, 必须满足, 必要条件, 硬性要求, 必須条件, 必須要件, 必須, 要求, 需求, 要件
    nice_to_have | nice_to_have | items | what would be welcome | low latency
    nice to have, nice to haves, nice-to-haves, 加分项, 可选条件, 最好具备, 锦上添花, あると良い条件, あると嬉しい条件, 任意条件, 推奨条件
    status | status | status | draft, proposed, accepted, complete, superseded, rejected or deprecated | accepted
    decision status, 状态, 决策状态, 状態, ステータス
    date | date | date | the day of the decision | 2026-11-24
    decision date, decided on, 日期, 决策日期, 日付, 決定日
    owner | owner | text | who answers for the decision | platform team
    owners, decision owner, responsible, decider, deciders, 负责人, 责任人, 所有者, 担当者, 責任者, オーナー
    task | profile.task | text | what the model is asked to do | chat
    use case, workload, 任务, 用途, 使用场景, タスク, ユースケース
    route | profile.route | route | where it runs first: local_cpu, free_colab or rented_gpu | rented_gpu
    compute route, deployment route, 路线, 运行路线, 部署路线, 计算路线, ルート, 実行ルート, 計算ルート, where it runs, 部署方式, 実行場所
    privacy | profile.privacy | text | what kind of data it sees | private_docs
    data privacy, data class, data classification, 隐私, 数据隐私, 隐私要求, プライバシー, データ区分, data sensitivity, 隐私级别, 数据敏感度, 机密等级, データの機密性, 機密区分
    needs_service | profile.needs_service | yes or no | whether others call it as a service | yes
    needs service, service needed, needs a service, 需要服务, 是否需要服务, サービスが必要, サービス要否, サービスの要否
    available_vram_gb | profile.available_vram_gb | memory | GPU memory that is there, in GB | 24
    available vram, available vram gb, vram, vram gb, gpu memory, 可用显存, 显存, 利用可能なVRAM, 利用可能 VRAM, GPUメモリ, gpu vram, vram available, 显存大小
    gpu | hardware.devices | devices | the accelerators | 2x L4
    gpus, gpu model, accelerator, device, devices, 显卡, グラフィックボード
    ram | hardware.ram_gb | memory | main memory | 32 GB
    system memory, system ram, 内存, メインメモリ
    disk | hardware.disk_gb | memory | free disk | 100 GB
    disk space, storage, 磁盘, 硬盘, ディスク, ストレージ
    hardware_note | hardware.note | text | the hardware in words | one rented L4 with 24 GB
    hardware, hardware note, 硬件说明, 硬件, 硬件备注, ハードウェア, ハードウェアメモ, ハードウェア要件
    budget | budget | text | what it may cost | 40 EUR a week
    cost budget, spending limit, cost limit, 预算, 费用预算, 予算, 費用, cost, costs, 成本, コスト
    fallback | fallback | text | what is used when this does not work | cloud model API
    fallback plan, fallback option, plan b, backup plan, 备选方案, 兜底方案, 回退方案, 后备方案, 降级方案, 代替手段, フォールバック, 代替案, 代替策, backup, backup option, plan_b, contingency, 兜底, 回退, 备用方案, 备选, 后备, バックアップ, 予備案, 代替, fallback model, フォールバックプラン
    why_now | why_now | text | why this, and why now | proves the loop first
    why now, rationale, 为什么现在做, 为什么是现在, 现在做的理由, なぜ今, 今やる理由, 今行う理由, reason, reasons, why, 理由, 原因
    rejected_for_now | rejected_for_now | points | what was turned down, and why | fine-tuning: no failures shown yet
    rejected for now, rejected, rejected alternatives, rejected options, not now, 暂不采用, 暂不考虑, 暂时不做, 暂不选择, 今回見送るもの, 見送ったもの, 見送り, 不採用
    model_decision | selected | text | the candidate that was chosen | Qwen/Qwen2.5-0.5B-Instruct
    model decision, selected model, selected candidate, selected, chosen model, 模型决策, 选定模型, 所选模型, 选择的模型, 选中模型, モデルの決定, 選定モデル, 採用モデル, 選択したモデル, decision model, we choose, chosen candidate, winner, 最终选择, 最终模型, 最終選択, 決定モデル, 決定したモデル
    runtime_decision | runtime_decision | runtimes | the runtime that was chosen | vLLM
    runtime decision, selected runtime, chosen runtime, 运行时决策, 选定运行时, 所选运行时, ランタイムの決定, 選定ランタイム, 採用ランタイム
    eval_gate | eval_gate | text | fixed cases, and the result that decides | 20 fixed cases, 18 must pass
    eval gate, evaluation gate, quality gate, acceptance gate, acceptance criteria, 评估门槛, 评测门槛, 评估闸门, 评估关口, 评估标准, 評価ゲート, 評価基準, 合格基準, evaluation, eval, evals, acceptance, acceptance test, gate, fixed eval set, 评估, 评测, 验收, 验收标准, 验收门槛, 评价标准, 評価, 検証基準, 受け入れ基準, 合否基準, eval plan, evaluation plan, evaluation criteria, eval criteria, test gate, quality bar, pass criteria, 評価条件, 合格条件, 评测门槛标准, 通过标准, 评估方法, 评测集, 固定评测集, 評価方法, 評価セット
    switch_condition | switch_condition | text | what would make the team change | fewer than 18 of 20 pass
    switch condition, switch if, switch when, 切换条件, 更换条件, 切り替え条件, 切替条件
    upgrade_signal | upgrade_signal | text | what would make the team upgrade | p95 above 2 s for a week
    upgrade signal, upgrade when, upgrade trigger, upgrade condition, 升级信号, 升级条件, アップグレードの合図, アップグレード条件, アップグレード信号
    model_version | evidence.model_version | text | the exact version: a commit, or a digest | Qwen/Qwen2.5-0.5B-Instruct@7ae557604adf67be50417f59c2c2f167def9a775
    model version, model revision, 模型版本, モデルのバージョン, モデルバージョン, model commit, model sha, model pin, 模型版本号, モデルの版
    first_run_command | evidence.first_run_command | command | the command of the first run, verbatim | vllm serve Qwen/Qwen2.5-0.5B-Instruct --host 127.0.0.1
    first run command, first run, run command, launch command, start command, command, 首次运行命令, 运行命令, 启动命令, 初回実行コマンド, 実行コマンド, 起動コマンド, command to run, how to run, start, launch, 首次运行, 启动, 初回実行, 起動方法, 命令, コマンド
    first_output | evidence.first_output | text | what the first run said, or the file that holds it | evidence/first_run.md
    first output, first response, 首次输出, 首个输出, 第一次输出, 初回出力, 最初の出力, sample output, 样例输出, 出力例
    evaluation_table | evidence.evaluation_table | text | the results case by case, or the file that holds them | evidence/eval_cases.csv
    evaluation table, eval table, evaluation results, eval results, 评估表, 评测表, 评估结果, 評価表, 評価テーブル, 評価結果, eval results table, results, 结果表, 結果表
    stop_procedure | evidence.stop_procedure | text | how it is stopped, and billing with it | vastai destroy instance 123
    stop procedure, stop or rollback, stop/rollback, shutdown proof, shutdown procedure, stop path, stop proof, how to stop, rollback, 停止步骤, 停机步骤, 停止流程, 停机流程, 停止方式, 关闭步骤, 停止手順, 停止方法, 停止の手順, 停止プロシージャ, stop, shutdown, shut down, how to shut down, teardown, tear down, stop command, shutdown steps, stop steps, stopping, 停止, 停机, 关机, 停止命令, 停机命令, 停止コマンド, 終了手順, 終了方法, シャットダウン, シャットダウン手順, cleanup, clean up, stop plan, stop/shutdown, shutdown plan, 关停步骤, 关停, 停止計画, rollback plan, exit plan, 停止计划, 停机方案, 停止プラン, 回滚, 回滚方案, ロールバック
    stop_time | evidence.stop_time | text | when it is stopped at the latest | every day at 19:00
    stop time, planned stop time, auto stop, autostop, 停止时间, 停机时间, 自动停止, 停止時刻, 停止時間, 停止予定時刻, 自動停止
    latency_note | evidence.latency_note | text | the latency that was seen | p95 1.4 s over 20 requests
    latency note, measured latency, 延迟说明, 延迟记录, レイテンシのメモ, レイテンシメモ, レイテンシ記録, latency, 延迟, 时延, 响应时间, レイテンシ, 遅延, 応答時間
    endpoint | evidence.endpoint | text | where the service answers | http://127.0.0.1:8000/v1
    service endpoint, api endpoint, 服务端点, 端点, 接口地址, エンドポイント
    expected_output | expected_output | text | what this decision leaves behind | this record and one command
    expected output, expected outputs, deliverable, 预期输出, 预期产出, 期待する出力, 期待される出力
    claim | claim | text | what the run is said to prove | proves the workflow, not model quality
    what it proves, 结论, 主张, 证明内容, 主張, 証明できること
    languages | requirements.languages | items | the languages that it has to speak | Chinese, English
    language, supported languages, 语言, 支持语言, 言語, 対応言語
    context_length | requirements.context_length | tokens | tokens that a request may need | 8k
    context length, context window, context size, max context, 上下文长度, 上下文窗口, コンテキスト長, 文脈長
    concurrency | requirements.concurrency | count | requests at the same time | 4
    concurrent requests, concurrent users, parallel requests, 并发, 并发数, 並行数, 同時実行数, 同時接続数
    commercial_use | requirements.commercial_use | yes or no | whether it is used commercially | yes
    commercial use, commercial, 商业使用, 商用, 商业用途, 商用利用
    redistribution | requirements.redistribution | yes or no | whether weights are passed on | no
    redistribute, redistributed, weights redistributed, 再分发, 重新分发, 再配布
    region | requirements.region | text | where it is used | EU
    regions, country, jurisdiction, 地区, 区域, 国家, 地域, 国
"""

CANDIDATE = """
    model | model | model | the model: a Hub id, a URL or an Ollama tag | Qwen/Qwen2.5-0.5B-Instruct
    model id, model name, huggingface id, hugging face id, hf id, hub id, model repo, ollama tag, 模型, 模型名称, モデル, モデル名
    license_note | license_note | text | the license, and what it means here | Apache-2.0, commercial use is fine
    license, licence, license note, licence note, license and source, licence and source, license terms, 许可证, 许可证说明, 许可说明, 许可, 授权, 授权说明, 许可协议, ライセンス, ライセンス条件, ライセンスメモ, ライセンス注記, licensing, license info, terms of use, 授权协议, 使用条款, 許可, 利用規約, 利用条件, 許諾条件, license status, model license, weights license, licence status, 开源协议, 协议, 使用許諾, ライセンス情報, 许可证类型, 许可证与来源, ライセンスと出典
    runtime | runtime_note | runtimes | what runs it | vLLM
    runtimes, serving runtime, inference runtime, inference engine, engine, serving engine, 运行时, 推理框架, 推理引擎, 运行环境, ランタイム, 推論エンジン, 実行環境, run with, 运行框架, 运行引擎, 実行エンジン, 実行基盤, 推理运行时, 推論ランタイム
    hardware_note | hardware_note | text | the device it runs on, with its memory | one L4 24 GB
    hardware, hardware note, vram required, required vram, memory required, memory requirement, 硬件说明, 硬件, 硬件备注, 硬件要求, 所需显存, ハードウェア, ハードウェアメモ, ハードウェア要件, 必要メモリ, runs on, machine, 机器, 设备要求, 実行機器, 必要なハードウェア, 硬件配置, 硬件需求, ハードウェア構成
    risk | risk | text | what may go wrong | weak at long answers
    risks, 风险, リスク
    revision | model.revision | text | the commit of the weights | 7ae557604adf67be50417f59c2c2f167def9a775
    commit, pinned revision, git revision, 修订, 修订版本, 提交, リビジョン, コミット
    quantization | model.quantization | text | how the weights are quantized | Q4_K_M
    quantisation, quant, 量化, 量子化
    dtype | dtype | text | the number format of the weights | bfloat16
    data type, precision, 精度, データ型
    context_length | context_length | tokens | tokens that this candidate is run with | 8192
    context length, context window, context, context size, max context, 上下文长度, 上下文窗口, 上下文, コンテキスト長, 文脈長, コンテキスト
    size | size | text | its parameters or bytes, as written | 0.5B
    model size, parameters, params, parameter count, 参数量, 模型大小, 规模, サイズ, パラメータ数, モデルサイズ
"""

NEUTRAL = frozenset(
    """title tags tag author authors id docid adr version layout permalink description slug updated
    last_updated created supersedes superseded_by related links link reference references reviewers
    reviewed_by reviewed review_date decision_makers consulted informed note notes keywords category
    categories sidebar head lang summary toc draft weight aliases see_also source sources comment
    comments todo ticket issue example http https url website team approver approvers approved_by
    pros cons pro con advantages disadvantages technical_story context problem problem_statement
    consequences considered_options drivers jira provider instance metric metrics quality model_card
    base_model team_size stakeholders timeline decision_drivers decision_outcome outcome impact
    positive_consequences negative_consequences score priority sprint effort assumptions constraints
    标题 备注 标签 作者 版本 优点 缺点 优先级 参考 链接 说明 影响 背景 タイトル 備考 タグ 注 長所 短所 優先度 参考
    リンク 影響 備考メモ メモ 补充""".split()
)
"""Keys that people keep beside the fields and that are nobody's misspelling."""

BACKGROUND = frozenset("context 上下文 コンテキスト".split())
"""Names of the context length that are also what decision records call their background."""
