#!/usr/bin/env python3
"""Publishes a message to a room of RoomChat, and prints its id.

    python3 publish.py ROOM TEXT

ROOMCHAT_GATEWAY is the address of the gateway (http://localhost:8080), ROOMCHAT_KEY the subscription key.
"""
import json
import os
import random
import sys
import time
import urllib.error
import urllib.request
import uuid

GATEWAY = os.environ.get("ROOMCHAT_GATEWAY", "http://localhost:8080")
KEY = os.environ.get("ROOMCHAT_KEY", "roomchat-dev-key")
ATTEMPTS = 6


def publish(room: str, content: str) -> dict:
    """Sends until the message is accepted. Each attempt carries the same id, so that the room gets the message once."""
    body = json.dumps({"room_id": room, "content": content, "message_id": uuid.uuid4().hex}).encode()
    headers = {"Content-Type": "application/json", "Ocp-Apim-Subscription-Key": KEY}
    for attempt in range(1, ATTEMPTS + 1):
        try:
            request = urllib.request.Request(f"{GATEWAY}/publish", data=body, headers=headers, method="POST")
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            # 429 and 5xx are temporary. Any other error is a fault of this program.
            if attempt == ATTEMPTS or (error.code != 429 and error.code < 500):
                raise
            wait = float(error.headers.get("Retry-After") or 0)
        except OSError:
            if attempt == ATTEMPTS:
                raise
            wait = 0
        time.sleep(max(wait, random.uniform(0, 0.2 * 2**attempt)))
    raise AssertionError("not reached")


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print(publish(sys.argv[1], sys.argv[2])["message_id"])
    except urllib.error.HTTPError as error:
        print(f"{error.code}: {error.read().decode(errors='replace')}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{GATEWAY} cannot be reached: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
