"""A session manager as GNOME's on a bus of its own, for a client that asks to be told.

It writes what it hears, one line each, and reads what it shall say: "query 0", "end", "stop".
"""

import os
import sys
from select import select

from jeepney import (  # type: ignore[import-untyped]  # it has no types
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]  # nor has this
from jeepney.io.blocking import (  # type: ignore[import-untyped]  # nor this
    DBusConnection,
    open_dbus_connection,
)

_NAME = "org.gnome.SessionManager"
_CLIENT = DBusAddress("/org/gnome/SessionManager/Client7", interface=f"{_NAME}.ClientPrivate")
_SIGNALS = {
    "query": ("QueryEndSession", "u"),
    "end": ("EndSession", "u"),
    "stop": ("Stop", None),
}


def main() -> None:
    bus = open_dbus_connection("SESSION")
    bus.send_and_get_reply(message_bus.RequestName(_NAME))
    _say("ready")
    while True:
        can_read, _, _ = select([bus.sock, sys.stdin], [], [])
        if sys.stdin in can_read:
            # Not by `readline`: it would keep a second line where `select` does not see it.
            lines = os.read(sys.stdin.fileno(), 1 << 12).decode().splitlines()
            if not lines:
                return
            for line in lines:
                word, _, flags = line.partition(" ")
                name, form = _SIGNALS[word]
                body = (int(flags or 0),) if form else ()
                bus.send_message(new_signal(_CLIENT, name, form, body))
        else:
            _hear(bus, bus.receive())


def _hear(bus: DBusConnection, message: Message) -> None:
    if message.header.message_type is not MessageType.method_call:
        return
    _say(message.header.fields[HeaderFields.member], *message.body)
    if message.header.fields[HeaderFields.member] == "RegisterClient":
        reply = new_method_return(message, "o", (_CLIENT.object_path,))
    else:
        reply = new_method_return(message)
    bus.send_message(reply)


def _say(*words: object) -> None:
    sys.stdout.write(f"{' '.join(map(str, words))}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
