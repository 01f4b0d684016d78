"""The page for people, from our own files: GraphiQL as we build it, or a plain page of ours.

The page is at the endpoint's own address, its files are next to it under `/explorer/`. No other
host is asked for anything, and the browser is told so by a Content-Security-Policy.
"""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

_HERE = Path(__file__).parent
_BUILT_INTO_THE_WHEEL = _HERE / "built"
_PLAIN = _HERE / "page"
_EXAMPLES = (_PLAIN / "examples", _HERE.parents[1] / "explorer" / "examples")  # wheel, checkout

_FOREVER = "public, max-age=31536000, immutable"  # the build puts a hash into each name
_ASK_EACH_TIME = "no-cache"

_POLICY = (
    "default-src 'self'; script-src 'self'; worker-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; "
)
_STYLES_FROM_FILES = "style-src 'self'"
# GraphiQL's style sheet holds its fonts, and its editor writes style elements as people type.
_STYLES_OF_GRAPHIQL = "style-src 'self' 'unsafe-inline'; font-src 'self' data:"


@dataclass(frozen=True)
class Explorer:
    """One page and the files it loads, by the last part of their address."""

    html: str
    files: Mapping[str, Path]
    caching: str
    policy: str

    def page(self, _: Request) -> Response:
        """Answer a browser that asks for the endpoint."""
        headers = {**self._headers(), "cache-control": "no-store"}
        return Response(self.html, media_type="text/html", headers=headers)

    def file(self, request: Request) -> Response:
        """Answer with one of the page's files; no name leads anywhere else."""
        path = self.files.get(request.path_params["name"])
        if path is None:
            return PlainTextResponse("There is no such file.\n", status_code=404)
        return FileResponse(path, headers={**self._headers(), "cache-control": self.caching})

    def routes(self) -> list[Route]:
        """Say where the page's files are."""
        return [Route("/explorer/{name}", self.file, methods=["GET"])]

    def _headers(self) -> dict[str, str]:
        return {
            "content-security-policy": self.policy,
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
        }


def find_explorer(folder: Path) -> Explorer:
    """Take GraphiQL from the folder or our wheel, and the plain page where neither has it."""
    for built in (folder, _BUILT_INTO_THE_WHEEL):
        page = built / "index.html"
        if page.is_file():
            return Explorer(
                html=page.read_text(encoding="utf-8"),
                files=_files(built / "explorer"),
                caching=_FOREVER,
                policy=_POLICY + _STYLES_OF_GRAPHIQL,
            )
    return _plain_page()


def _plain_page() -> Explorer:
    template = (_PLAIN / "index.html").read_text(encoding="utf-8")
    return Explorer(
        html=template.replace("<!-- examples -->", _options()),
        files=_files(_PLAIN / "explorer"),
        caching=_ASK_EACH_TIME,
        policy=_POLICY + _STYLES_FROM_FILES,
    )


def _options() -> str:
    """Write each example operation as a choice of the plain page, in the order of the files."""
    folder = next(folder for folder in _EXAMPLES if folder.is_dir())
    return "".join(
        f'<option value="{html.escape(file.read_text(encoding="utf-8"))}">{_title(file)}</option>'
        for file in sorted(folder.glob("*.graphql"))
    )


def _title(example: Path) -> str:
    _, _, name = example.stem.partition("-")
    return html.escape(name.replace("-", " ").capitalize())


def _files(folder: Path) -> dict[str, Path]:
    return {file.name: file for file in folder.iterdir() if file.is_file()}
