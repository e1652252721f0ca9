package org.receptive.server.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.receptive.server.http.Answer;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;

/**
 * Lets nobody pass who does not know the token. A browser that comes with the token in its address
 * gets a cookie for it and is sent on to the same address without: the token is then in no address
 * bar, no bookmark and no screenshot. Other programs send {@code Authorization: token ...}.
 */
public final class Gate {
  /** Where a browser without a cookie may give the token. */
  public static final String LOGIN = "/login";

  private static final String LOGOUT = "/logout";
  private static final String TOKEN = "token";
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

  private final Hosts hosts;
  private final Secret token;
  private final Secret session = Secret.random();
  private final Tickets tickets = new Tickets();
  private final String cookieName;

  /**
   * A gate.
   *
   * @param hosts the names by which the server may be called
   * @param token what a visitor must know
   * @param port the port of the server: browsers do not tell servers of one machine apart
   */
  public Gate(Hosts hosts, Secret token, int port) {
    this.hosts = hosts;
    this.token = token;
    this.cookieName = "receptive-" + port;
  }

  /**
   * Looks at a call before anything is done for it.
   *
   * @return what is answered instead, if the call is a visitor's way in
   * @throws Refusal with status 403 if the call must not pass
   */
  public Optional<Answer> inspect(Call call) {
    checkHost(call);
    checkOrigin(call);
    boolean page = call.method().equals("GET") && !call.rawPath().startsWith("/api/");
    Optional<String> asked = call.query(TOKEN);
    if (page
        && asked.isPresent()
        && (token.isKnownAs(asked.get()) || tickets.redeem(asked.get()))) {
      return Optional.of(welcome(withoutToken(call)));
    }
    if (call.rawPath().equals(LOGIN)) {
      return Optional.of(LoginPage.answer(200, ""));
    }
    if (call.rawPath().equals(LOGOUT)) {
      return Optional.of(
          LoginPage.answer(200, "This browser has forgotten the token.")
              .with("Set-Cookie", cookieName + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"));
    }
    if (authorised(call)) {
      // A ticket that is used up, in the address of a browser that is in already.
      return page && asked.isPresent()
          ? Optional.of(Answer.seeOther(withoutToken(call)))
          : Optional.empty();
    }
    if (page && call.header("Accept").orElse("").contains("text/html")) {
      String wrong = asked.isPresent() ? "That token is not this server's; it may have ended." : "";
      return Optional.of(LoginPage.answer(403, wrong));
    }
    throw new Refusal(403, "the token of this server is needed; ./lab prints the address with it");
  }

  /** A word that opens the server once, within two minutes, in the place of the token. */
  public String ticket() {
    return tickets.issue();
  }

  private void checkHost(Call call) {
    Optional<String> host = call.header("Host");
    if (host.isEmpty() || call.headerCount("Host") != 1 || !hosts.allow(host.get())) {
      throw new Refusal(403, "this server is not called by that name");
    }
  }

  private static void checkOrigin(Call call) {
    Optional<String> origin = call.header("Origin");
    if (origin.isPresent() && !isOwn(call, origin.get())) {
      throw new Refusal(403, "pages of other origins may not use this server");
    }
    // Other sites may link to a page, but neither embed nor fetch anything.
    boolean foreign =
        Set.of("cross-site", "same-site").contains(call.header("Sec-Fetch-Site").orElse(""));
    boolean linked = call.header("Sec-Fetch-Mode").orElse("").equals("navigate");
    if (foreign && !(linked && HARMLESS.contains(call.method()))) {
      throw new Refusal(403, "other sites may not use this server");
    }
  }

  private static boolean isOwn(Call call, String origin) {
    String host = call.header("Host").orElse("").toLowerCase(Locale.ROOT);
    return origin.toLowerCase(Locale.ROOT).equals("http://" + host);
  }

  private boolean authorised(Call call) {
    Optional<String> header = call.header("Authorization");
    if (header.isPresent()) {
      String[] words = header.get().strip().split("\\s+", 2);
      boolean scheme = Set.of(TOKEN, "bearer").contains(words[0].toLowerCase(Locale.ROOT));
      return words.length == 2 && scheme && token.isKnownAs(words[1]);
    }
    if (call.query(TOKEN).map(token::isKnownAs).orElse(false)) {
      return true;
    }
    // A browser sends the cookie by itself, whoever made it ask: then the asking page must be ours.
    boolean own = call.header("Origin").isPresent() || isSameOrigin(call);
    boolean socket = call.header("Upgrade").orElse("").equalsIgnoreCase("websocket");
    boolean reads = HARMLESS.contains(call.method()) && !socket;
    return (own || reads) && call.cookie(cookieName).map(session::isKnownAs).orElse(false);
  }

  private static boolean isSameOrigin(Call call) {
    return call.header("Sec-Fetch-Site").orElse("").equals("same-origin");
  }

  private Answer welcome(String location) {
    return Answer.seeOther(location)
        .with(
            "Set-Cookie",
            cookieName + "=" + session.text() + "; Path=/; HttpOnly; SameSite=Strict");
  }

  /** The address of a call without its token: a path of this server, never that of another. */
  private static String withoutToken(Call call) {
    String path = "/" + call.rawPath().replaceFirst("^/+", "");
    if (path.equals(LOGIN)) {
      return Optional.of(call.query("next").orElse("/")).filter(Gate::isLocal).orElse("/");
    }
    String query =
        Arrays.stream(call.rawQuery().split("&"))
            .filter(part -> !part.isEmpty() && !nameOf(part).equals(TOKEN))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static boolean isLocal(String location) {
    return location.matches("/[A-Za-z0-9_~.%/-]*") && !location.startsWith("//");
  }

  private static String nameOf(String part) {
    return URLDecoder.decode(part.split("=", 2)[0], StandardCharsets.UTF_8);
  }
}
