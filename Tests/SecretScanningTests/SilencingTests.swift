import GateModel
import Testing

@testable import SecretScanning

@Suite struct SilencingTests {
  private static let rule = "github-personal-access-token"
  private static let token = Sample.checked("gh" + "p_" + Sample.alphanumeric(30), by: .base62, prefixCount: 4)

  @Test(arguments: [
    "TOKEN  # gate:allow RULE a test key", "// gate:allow RULE see #12\nTOKEN", "  /* gate:allow RULE x */\n  TOKEN",
    "<!-- gate:allow RULE x -->\nTOKEN", "TOKEN # gitleaks:allow", "TOKEN # pragma: allowlist secret",
    "# pragma: allowlist nextline secret\nTOKEN", "TOKEN // kingfisher:ignore", "# kingfisher:ignore\nTOKEN",
    "TOKEN // trufflehog:ignore", "TOKEN // betterleaks:allow", "/* gitleaks:allow */ TOKEN",
    "# gate:allow RULE\r\nTOKEN\r\n", "TOKEN # pragma:allowlist secret", "TOKEN # pragma: allowlist-secret",
    "; pragma:allowlist-nextline-secret\nTOKEN", "-- pragma: allowlist nextline-secret\nTOKEN",
    // Languages in which a comment has a line to itself.
    "! gate:allow RULE x\nkey=TOKEN", "{\n \"//\": \"gate:allow RULE x\",\n \"k\": \"TOKEN\"}",
    "{\n \"_comment\": \"gate:allow RULE\",\n \"k\": \"TOKEN\"}", ":: gate:allow RULE\nset X=TOKEN",
    "' gate:allow RULE\nx = \"TOKEN\"", "(* gate:allow RULE *)\nTOKEN", "@REM gate:allow RULE\nTOKEN",
    "\" gate:allow RULE\nTOKEN", "{{/* gate:allow RULE */}}\nTOKEN",
  ])
  func `a comment silences`(text: String) throws {
    #expect(try findings(in: filled(text)).isEmpty)
  }

  @Test(arguments: [
    "TOKEN # gate:allow", "TOKEN # gate:allow other-rule x", "TOKEN # gate:allow RULE-and-more x",
    "# gate:allow RULE\n\nTOKEN",
    "x = 1 # gate:allow RULE\nTOKEN", "TOKEN\n# gate:allow RULE", "# gitleaks:allow\nTOKEN", "TOKEN # gitleaks:allowed",
    "TOKEN # pragma: allowlist nextline secret", "# pragma: allowlist nextline secret\n\nTOKEN", "TOKEN # GITLEAKS",
    "TOKEN\n# pragma: allowlist secret",
  ])
  func `another comment, or one elsewhere, does not`(text: String) throws {
    #expect(try findings(in: filled(text)).map(\.rule) == [Self.rule])
  }

  @Test func `a comment far off in a line of megabytes does not`() throws {
    let text = "/* gitleaks:allow */" + String(repeating: "x;", count: 3_000) + "\"\(Self.token)\""
    #expect(try findings(in: text).count == 1)
  }

  private func filled(_ text: String) -> String {
    var filled = text
    for (gap, value) in [("TOKEN", Self.token), ("RULE", Self.rule)] {
      filled = filled.split(separator: gap, omittingEmptySubsequences: false).joined(separator: value)
    }
    return filled
  }
}
