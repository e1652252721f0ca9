"""Serves the packed front end from a Jupyter server that has no JupyterLab of its own.

A server extension for the tests: the same page that Java serves meets the reference server here.
RECEPTIVE_FRONT_END names the zip; settings and workspaces live as long as the server.
"""

import json
import mimetypes
import os
import zipfile

from jupyter_server.base.handlers import JupyterHandler, APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

ARCHIVE = zipfile.ZipFile(os.environ["RECEPTIVE_FRONT_END"])
SCHEMAS = json.loads(ARCHIVE.read("schemas.json"))
ABOUT = json.loads(ARCHIVE.read("front-end.json"))
SETTINGS = {}
WORKSPACES = {}

mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("font/woff", ".woff")
mimetypes.add_type("text/javascript", ".js")


def page_config(base, mode, workspace, path):
    config = {
        "appName": ABOUT["name"],
        "appNamespace": "lab",
        "appVersion": ABOUT["jupyterlab"],
        "appUrl": "/lab",
        "baseUrl": base,
        "wsUrl": "",
        "token": "",
        "mode": mode,
        "workspace": workspace,
        "treePath": path,
        "preferredPath": "",
        "serverRoot": "",
        "rootUri": "",
        "notebookVersion": "[2, 0, 0]",
        "treeUrl": url_path_join(base, "lab/tree"),
        "shareUrl": base,
        "notFoundUrl": "",
        "cacheFiles": True,
        "quitButton": True,
        "disabledExtensions": [],
        "deferredExtensions": [],
        "federated_extensions": [],
    }
    static = url_path_join(base, "static/lab")
    config.update(staticUrl=static, fullStaticUrl=static)
    for name, place in [
        ("settings", "settings"),
        ("themes", "themes"),
        ("workspacesApi", "workspaces"),
        ("translationsApi", "translations"),
        ("licenses", "licenses"),
        ("listings", "listings"),
    ]:
        url = url_path_join(base, "lab/api", place)
        config[name + "Url"] = url
        config["full" + name[0].upper() + name[1:] + "Url"] = url
    for name in ["devMode", "buildAvailable", "buildCheck", "terminalsAvailable"]:
        config[name] = False
    return config


class Page(JupyterHandler):
    @web.authenticated
    def get(self, mode, workspace=None, path=None):
        self.xsrf_token  # sets the cookie that the page sends back
        config = page_config(
            self.base_url,
            "single-document" if mode == "doc" else "multiple-document",
            workspace or "default",
            path or "",
        )
        text = ARCHIVE.read("index.html").decode("utf-8")
        text = text.replace("{{config}}", json.dumps(config).replace("<", "\\u003c"))
        self.set_header("Cache-Control", "no-store")
        self.finish(text.replace("{{baseUrl}}", self.base_url))


class Part(JupyterHandler):
    """A file of the archive."""

    def initialize(self, folder):
        self.folder = folder

    @web.authenticated
    def get(self, name):
        try:
            content = ARCHIVE.read(self.folder + "/" + name)
        except KeyError:
            raise web.HTTPError(404)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.set_header("Content-Type", kind)
        self.finish(content)


class Settings(APIHandler):
    def entry(self, plugin):
        raw = SETTINGS.get(plugin, "{}")
        return {
            "id": plugin,
            "raw": raw,
            "settings": json.loads(raw),
            "created": None,
            "last_modified": None,
            "warning": None,
            **SCHEMAS[plugin],
        }

    @web.authenticated
    def get(self, plugin=None):
        if plugin:
            if plugin not in SCHEMAS:
                raise web.HTTPError(404)
            self.finish(self.entry(plugin))
        elif self.get_argument("ids_only", "") == "true":
            self.finish({"settings": [{"id": name} for name in SCHEMAS]})
        else:
            self.finish({"settings": [self.entry(name) for name in SCHEMAS]})

    @web.authenticated
    def put(self, plugin):
        # The lines that the page writes are JSON, but for comments in front of them.
        raw = json.loads(self.request.body)["raw"]
        SETTINGS[plugin] = "\n".join(
            line for line in raw.splitlines() if not line.strip().startswith("//")
        )
        self.set_status(204)


class Workspaces(APIHandler):
    @web.authenticated
    def get(self, name=None):
        if name:
            self.finish(WORKSPACES.get(name, {"data": {}, "metadata": {"id": name}}))
        else:
            values = list(WORKSPACES.values())
            self.finish({"workspaces": {"ids": list(WORKSPACES), "values": values}})

    @web.authenticated
    def put(self, name):
        WORKSPACES[name] = json.loads(self.request.body)
        self.set_status(204)

    @web.authenticated
    def delete(self, name):
        WORKSPACES.pop(name, None)
        self.set_status(204)


class Translations(APIHandler):
    @web.authenticated
    def get(self, locale=None):
        english = {"displayName": "English", "nativeName": "English"}
        self.finish({"data": {} if locale else {"en": english}, "message": ""})


class Licences(APIHandler):
    @web.authenticated
    def get(self):
        self.finish(json.loads(ARCHIVE.read("licences.json")))


def _jupyter_server_extension_points():
    return [{"module": "receptive_front_end"}]


def _load_jupyter_server_extension(server):
    base = server.web_app.settings["base_url"]
    page = r"(lab|doc)(?:/workspaces/([^/]+))?(?:/tree/(.*))?/?"
    routes = [
        (page, Page),
        (r"static/lab/(.+)", Part, {"folder": "static"}),
        (r"lab/api/themes/(.+)", Part, {"folder": "themes"}),
        (r"lab/api/settings/?", Settings),
        (r"lab/api/settings/(.+)", Settings),
        (r"lab/api/workspaces/?", Workspaces),
        (r"lab/api/workspaces/(.+)", Workspaces),
        (r"lab/api/translations/?", Translations),
        (r"lab/api/translations/(.+)", Translations),
        (r"lab/api/licenses/?", Licences),
    ]
    server.web_app.add_handlers(
        ".*$", [(url_path_join(base, route), *rest) for route, *rest in routes]
    )
