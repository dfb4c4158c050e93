"""getUpdates and webhooks."""

from __future__ import annotations

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from simulator import limits
from simulator.delivery.webhook import Address
from simulator.errors import bad_request, conflict
from simulator.methods.registry import Context, Result, method
from simulator.params import Json

WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


@method("getUpdates")
async def get_updates(ctx: Context) -> list[Json]:
    """What has happened, from `offset` on."""
    post, params = ctx.bot.post, ctx.params
    if post.webhook.address:
        raise conflict(WEBHOOK_ACTIVE)
    _remember_allowed(ctx)
    limit = params.integer("limit", limits.POLL_BATCH)
    limit = limit if 1 <= limit <= limits.POLL_BATCH else limits.POLL_BATCH
    timeout = max(0, min(params.integer("timeout"), limits.POLL))
    found = await post.poller.get(params.integer("offset"), limit, timeout)
    return [update.object() for update in found]


def _remember_allowed(ctx: Context) -> None:
    allowed: Any = ctx.params.json("allowed_updates")
    if isinstance(allowed, list):
        ctx.bot.post.queue.allowed = [str(kind) for kind in allowed]


@method("setWebhook")
async def set_webhook(ctx: Context) -> Result:
    """Post updates to an address; an empty one deletes the webhook."""
    params, post = ctx.params, ctx.bot.post
    if "url" not in params:
        return await delete_webhook(ctx)
    address = _address(ctx)
    _remember_allowed(ctx)
    if params.flag("drop_pending_updates"):
        post.queue.clear()
    if post.webhook.address == address:
        return Result(True, "Webhook is already set")
    post.poller.interrupt("terminated by setWebhook request")
    await post.webhook.set(address)
    return Result(True, "Webhook was set")


@method("deleteWebhook")
async def delete_webhook(ctx: Context) -> Result:
    """Back to getUpdates."""
    post = ctx.bot.post
    if ctx.params.flag("drop_pending_updates"):
        post.queue.clear()
    if post.webhook.address is None:
        return Result(True, "Webhook is already deleted")
    await post.webhook.close()
    return Result(True, "Webhook was deleted")


@method("getWebhookInfo")
def webhook_info(ctx: Context) -> Json:
    """Where updates go and how that works out."""
    webhook, queue = ctx.bot.post.webhook, ctx.bot.post.queue
    found: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(queue.waiting)}
    if webhook.address:
        found |= {"url": webhook.address.url, "max_connections": webhook.address.connections}
        found |= {"ip_address": webhook.address.ip} if webhook.address.ip else {}
        if webhook.last_error:
            found |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error}
    return found | ({"allowed_updates": queue.allowed} if queue.allowed else {})


def _address(ctx: Context) -> Address:
    url, secret = ctx.params.text("url"), ctx.params.text("secret_token")
    ip = _checked_host(url)
    if len(secret) > limits.WEBHOOK_SECRET:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = ctx.params.integer("max_connections", limits.WEBHOOK_CONNECTIONS)
    connections = connections if 1 <= connections <= 100 else limits.WEBHOOK_CONNECTIONS
    return Address(url, secret, connections, ctx.params.text("ip_address") or ip)


def _checked_host(url: str) -> str:
    """The IP address in it, if there is one. http and other ports pass on loopback only."""
    parts = urlsplit(url)
    ip = _ip(parts.hostname or "")
    if parts.scheme == "http" and (parts.hostname == "localhost" or (ip and ip.is_loopback)):
        return str(ip or "127.0.0.1")
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in limits.WEBHOOK_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if ip and not ip.is_global:
        raise bad_request(f"bad webhook: IP address {ip} is reserved")
    return str(ip or "")


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
