"""Serves a folder by WebDAV until it is killed: FOLDER PORT USER PASSWORD; prints its port."""

import sys

from cheroot import wsgi
from wsgidav.wsgidav_app import WsgiDAVApp


def main(folder: str, port: str, user: str, password: str) -> None:
    """Serve, with one user or, without a name, with everybody."""
    users = {user: {"password": password}} if user else True
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": folder},
            "simple_dc": {"user_mapping": {"*": users}},
            "verbose": 0,
            "logging": {"enable": False},
            "property_manager": True,
        }
    )
    server = wsgi.Server(("127.0.0.1", int(port)), app)
    server.prepare()
    print(server.bind_addr[1], flush=True)  # noqa: T201  whoever started us waits for it
    server.serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
