"""What a text says of the way to a server: a proxy, a tunnel, a key, a firewall."""

from __future__ import annotations

from decision_lint.patterns import pattern
from decision_lint.quantities.denial import is_denied
from decision_lint.quantities.folding import fold

_GUARDED = pattern(
    r"\b(?:reverse[ -]?prox(?:y|ies)|proxy|nginx|caddy|traefik|envoy|haproxy|tunnel\w*|ssh -[nlf]*l|port[ -]forward\w*|vpn"
    r"|wireguard|tailscale|zerotier|firewall\w*|ufw|iptables|security[ -]groups?|allow[ -]?list\w*|white[ -]?list\w*|private (?:network|subnet|vpc)"
    r"|vpc|bastion|ingress|oauth\w*|basic auth|mtls|authenticat\w+|api[ -]?keys?|tokens? (?:is |are )?required|behind (?:a |the |our )?\w*"
    r"|only (?:from |in |on |within )?(?:the )?(?:lan|intranet|office|local network|localhost))\b"
    r"|防火墙|隧道|反向代理|代理|内网|白名单|安全组|鉴权|认证|密钥|仅限?本机|ファイアウォール|トンネル|プロキシ|社内(?:ネットワーク|網)|認証|許可リスト|セキュリティグループ"
)


def is_guarded(text: str) -> bool:
    """Tell whether a text names, and does not deny, what stands between a server and everybody."""
    folded = fold(text).casefold()
    return any(not is_denied(folded, found) for found in _GUARDED.finditer(folded))
