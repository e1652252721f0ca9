package org.receptive.server.access;

import org.receptive.server.http.Answer;

/** Asks a browser that comes without a cookie for the token. */
final class LoginPage {
  private LoginPage() {}

  static Answer answer(int status, String problem) {
    return Answer.html(
        status,
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Receptive</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 17px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 16vh auto; padding: 0 1.5rem; }
        code { font-family: ui-monospace, Menlo, Consolas, monospace; }
        input, button { font: inherit; padding: .45rem .7rem; box-sizing: border-box; }
        input { width: 100%%; margin: .3rem 0 .8rem; }
        .problem { color: #b3372a; font-weight: 600; }
        </style>
        </head>
        <body>
        <h1>Whose lab is this?</h1>
        <p class="problem" role="alert">%s</p>
        <p>This server shows notebooks to those who know its token. <code>./lab</code> prints the
        address with the token when it starts; run <code>./lab</code> again to open it.</p>
        <form action="%s" method="get">
        <label for="token">Token</label>
        <input id="token" name="token" type="password" autocomplete="off" required autofocus>
        <button type="submit">Open the lab</button>
        </form>
        </body>
        </html>
        """
            .formatted(problem, Gate.LOGIN));
  }
}
