"""The built pages of the course on a port of this machine, and a browser page that notes what goes wrong."""

import functools
import http.server
import re
import threading
from pathlib import Path
from typing import Any

# Formulas are set after the page is there.
_SET = "async () => { if (window.MathJax?.startup) await window.MathJax.startup.promise; }"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Print nothing for each request."""


class Site:
    """The pages, and a browser page at one of them; requests to any other host are refused and noted."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Quiet, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        self._elsewhere = re.compile(rf"^(?!{re.escape(self.address)}|data:|blob:)")
        self.errors: list[str] = []
        self.strangers: list[str] = []
        self.page: Any = None

    def open(self, browser: Any, name: str, *, width: int = 1400, scheme: str = "light") -> Any:
        """Open a page in a window of this width, in light or dark colours, with its formulas set."""
        self.close()
        self.page = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        ).new_page()
        self.page.route(self._elsewhere, self._refuse)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "response", lambda got: got.status >= 400 and self.errors.append(f"{got.status} {got.url}")
        )
        self.page.goto(self.address + name)
        self.page.evaluate(_SET)
        return self.page

    def close(self) -> None:
        """Close the browser page, if there is one."""
        if self.page:
            self.page.context.close()
            self.page = None

    def stop(self) -> None:
        """Stop serving."""
        self.close()
        self._server.shutdown()
        self._server.server_close()

    def _refuse(self, route: Any) -> None:
        self.strangers.append(route.request.url)
        route.abort()

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)
