"""Guards that are taken out, one at a time, with the tests of which one must then fail: `python -m tests.security`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """Where a guard stands in the code, how the code would be without it, and the tests that show it."""

    file: str
    guarded: str
    unguarded: str
    tests: tuple[str, ...]


# fmt: off
GUARDS: dict[str, Guard] = {
    "addresses are checked": Guard(
        "feeder/sources/http/guard.py", "not all(is_public(address) for address in found)", "not found",
        ("sources/test_guard.py::test_no_way_to_write_a_private_address_gets_through",
         "sources/test_guard.py::test_proxies_of_the_environment_are_not_used",
         "sources/test_guard.py::test_robots_txt_is_behind_the_same_guard")),
    "IPv4 is seen through IPv6": Guard(
        "feeder/sources/http/guard.py", "ip = _embedded(ip) or ip", "pass",
        ("sources/test_guard.py::test_public_addresses",)),
    "special ranges are known": Guard(
        "feeder/sources/http/guard.py", " and not any(ip in network for network in _SPECIAL)", "",
        ("sources/test_guard.py::test_public_addresses",)),
    "at every hop": Guard(
        "feeder/sources/http/fetch.py",
        "if request.allow_private else self._public", "if url != request.url else self._public",
        ("sources/test_guard.py::test_a_redirect_to_a_private_address_is_refused",)),
    "what was checked is connected to": Guard(
        "feeder/sources/http/guard.py", "connect_tcp(address, port, share", "connect_tcp(host, port, share",
        ("sources/test_guard.py::test_the_address_that_was_checked_is_the_one_connected_to",)),
    "one private address is enough": Guard(
        "feeder/sources/http/guard.py", "not all(is_public(address)", "not any(is_public(address)",
        ("sources/test_guard.py::test_one_private_address_among_public_ones_is_enough",)),
    "bytes unpacked are bounded": Guard(
        "feeder/sources/http/body.py", "decompress(part, self._left + 1)", "decompress(part)",
        ("sources/test_fetch.py::test_a_bomb_does_not_go_off",
         "security/test_memory.py::test_a_bomb_is_unpacked_to_its_bound_and_no_further")),
    "one deadline over all": Guard(
        "feeder/sources/http/fetch.py", "asyncio.timeout(self._limits.deadline)", "asyncio.timeout(None)",
        ("sources/test_fetch.py::test_a_server_that_hangs_or_drips_is_given_up",)),
    "a pattern that does not backtrack": Guard(
        "feeder/feeds/markup.py", '_TAG = re.compile(r"<[^<>]*>")', '_TAG = re.compile(r"<(?:[^<>]*)*>")',
        ("security/test_patterns.py::test_no_pattern_backtracks",)),
    "time for a filter": Guard(
        "feeder/feeds/filters.py", ", timeout=PATTERN_SECONDS", "",
        ("feeds/test_filters.py",)),
    "sidecars are read to 8 KB": Guard(
        "feeder/sources/captured.py", "file.read(MAX_BYTES)", "file.read()",
        ("security/test_folders.py::test_hostile_sidecars",)),
    "sidecars that nest without end": Guard(
        "feeder/sources/captured.py", "except (OSError, ValueError, RecursionError)", "except OSError",
        ("security/test_folders.py::test_hostile_sidecars", "fuzz/test_fuzz.py")),
    "elements are bounded": Guard(
        "feeder/pages/html/document.py", "if count > MAX_ELEMENTS:", "if count < 0:",
        ("pages/test_hostile_html.py::test_caps",)),
    "sections are bounded": Guard(
        "feeder/pipeline/context.py", "settings.new_sections, settings.max_sections)", "settings.new_sections, 10**9)",
        ("security/test_statements.py::test_labels_without_end",)),
    "slugs are letters and digits": Guard(
        "feeder/text.py", 'if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") else "-"', 'if c != " " else "-"',
        ("security/test_pages.py::test_no_name_of_a_section_is_a_path",
         "security/test_pages.py::test_labels_make_files_only_in_the_output")),
    "only published names are served": Guard(
        "feeder/web/serving.py", "if not is_published_name(name):", "if not name:",
        ("web/test_serving.py::test_nothing_else_is_served",)),
    "links out of a folder are not followed": Guard(
        "feeder/sources/scan.py",
        "if not inside[file.parent] or (file.is_symlink() and not file.resolve().is_relative_to(within)):",
        "if not inside:",
        ("security/test_folders.py::test_links_lead_nowhere",)),
    "sidecars are no links": Guard(
        "feeder/sources/captured.py", "flags | os.O_NOFOLLOW | os.O_NONBLOCK", "flags | os.O_NONBLOCK",
        ("security/test_folders.py::test_a_sidecar_that_is_a_link_or_a_pipe_is_refused",)),
    "done/ is no link": Guard(
        "feeder/sources/folder.py", "if target.is_symlink():", "if not target:",
        ("security/test_folders.py::test_nothing_is_moved_through_a_link",)),
    "pipes are no files": Guard(
        "feeder/sources/scan.py", "if file.is_file():", "if file:",
        ("security/test_folders.py::test_pipes_and_sockets_are_no_files",)),
    "headers are one line": Guard(
        "feeder/config/kinds.py", r'''or re.search(r"[\r\n\0]", filled[name])''', "",
        ("config/test_load.py::test_a_header_cannot_smuggle_another",
         "sources/test_secrets.py::test_a_header_that_cannot_be_sent_is_named_and_not_shown")),
    "links of pages are of the web": Guard(
        "feeder/feeds/links.py", 'if parts.scheme not in ("http", "https") or not host:', "if not parts.scheme:",
        ("security/test_pages.py::test_feeds_carry_nothing_that_runs", "feeds/test_hostile.py::test_values")),
    "markup that is published is allowed": Guard(
        "feeder/feeds/markup.py", "tags=set(_TAGS)", 'tags=set(_TAGS) | {"script", "iframe", "svg"}',
        ("security/test_pages.py::test_feeds_carry_nothing_that_runs", "feeds/test_hostile.py::test_values")),
    "text is escaped": Guard(
        "feeder/feeds/html.py", "return escape(line(value), quote=False)", "return line(value)",
        ("security/test_pages.py::test_pages_run_nothing", "feeds/test_hostile.py::test_page")),
    "attributes are escaped": Guard(
        "feeder/feeds/html.py", 'return escape(line(value or ""))', 'return line(value or "")',
        ("security/test_pages.py::test_pages_run_nothing", "feeds/test_hostile.py::test_page")),
    "log lines are lines": Guard(
        "feeder/cli/logs.py", "record.message = printable(squash(record.message))", "pass",
        ("security/test_terminal.py::test_log_lines_are_lines",
         "security/test_terminal.py::test_no_command_prints_what_a_terminal_obeys")),
    "JSON for terminals is escaped": Guard(
        "feeder/cli/logs.py",
        "return escaped(json.dumps(told, ensure_ascii=False))", "return json.dumps(told, ensure_ascii=False)",
        ("security/test_terminal.py::test_log_lines_are_lines",)),
    "addresses are told without secrets": Guard(
        "feeder/sources/http/address.py", 'bare = _OPAQUE.sub(r"\\1…", _SECRET.sub(r"\\1…", bare))', "pass",
        ("security/test_secrets.py::test_secrets_stay_secret",
         "sources/test_secrets.py::test_nothing_that_is_told_holds_a_secret")),
    "a database is named without its password": Guard(
        "feeder/store/engine.py", "render_as_string(hide_password=True)", "render_as_string(hide_password=False)",
        ("security/test_secrets.py::test_the_password_of_a_database_is_not_told",)),
    "secrets stay with their site": Guard(
        "feeder/sources/http/fetch.py", "if first or address.trusted(request.url, url):", "if url:",
        ("sources/test_secrets.py::test_headers_of_a_source_stay_with_its_site",)),
    "no wildcards": Guard(
        "feeder/store/entries.py", "(entries.c.guid == guid) | begins", "entries.c.guid.like(guid)",
        ("security/test_statements.py::test_no_text_finds_an_entry_that_it_does_not_name",)),
    "the database is its owner's": Guard(
        "feeder/store/engine.py", "os.O_CREAT | os.O_CLOEXEC, 0o600", "os.O_CREAT | os.O_CLOEXEC, 0o644",
        ("security/test_folders.py::test_the_database_is_its_owners",)),
    "loopback unless told": Guard(
        "feeder/cli/run.py", 'default="127.0.0.1"', 'default="0.0.0.0"',
        ("security/test_secrets.py::test_the_server_listens_to_this_machine_only_unless_told",)),
    "secrets are compared in constant time": Guard(
        "feeder/web/triggers.py", "hmac.compare_digest(sha256(told).digest(), sha256(true).digest())", "told == true",
        ("web/test_app.py::test_secrets_are_compared_in_constant_time",)),
    "a secret is needed": Guard(
        "feeder/web/triggers.py", "return equal and scheme", "return scheme",
        ("web/test_app.py::test_refresh_needs_the_secret",)),
    "no secret, no refreshing": Guard(
        "feeder/web/triggers.py", "if site.refresh is None or not site.secret:", "if site.refresh is None:",
        ("web/test_app.py::test_refresh_is_off_without_a_secret",)),
    "an audit that knows nothing says so": Guard(
        "scripts/audit.py", "if missed or not packages:", "if not packages:",
        ("security/test_dependencies.py::test_an_audit_says_what_it_knows",)),
}
# fmt: on
