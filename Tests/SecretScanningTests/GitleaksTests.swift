import DocumentTree
import GateModel
import Testing

@testable import SecretScanning

@Suite struct GitleaksTests {
  private static let token = Sample.checked("gh" + "p_" + Sample.alphanumeric(30), by: .base62, prefixCount: 4)

  private func configuration(
    _ text: String, files: [RepositoryPath: String] = [:]
  ) throws(SilencingError) -> GitleaksConfiguration {
    try GitleaksConfiguration(Array(text.utf8)) { files[$0].map { Array($0.utf8) } }
  }

  private func scan(
    _ text: String, with configuration: GitleaksConfiguration, path: RepositoryPath = "src/a.txt",
    and exceptions: [SecretException] = [], commit: String? = nil
  ) throws -> SecretScan {
    var all = SecretExceptions(exceptions, today: CalendarDay(secondsSince1970: 0))
    all.gitleaks = configuration
    return try SecretScanner.everything.get().scan(Array(text.utf8), path: path, with: all, commit: commit)
  }

  /// `rule:line:column-endColumn` of each finding.
  private func found(
    _ text: String, with configuration: String, path: RepositoryPath = "src/a.txt", commit: String? = nil
  ) throws -> [String] {
    let scan = try scan(text, with: try self.configuration(configuration), path: path, commit: commit)
    return scan.findings.map { finding in
      guard let extent = Extent(finding) else { return finding.rule }
      return "\(finding.rule):\(extent.line):\(extent.column)-\(extent.endColumn)"
    }
  }

  @Test func `a rule finds its group, and needs one of its keywords`() throws {
    let rule = """
      [[rules]]
      id = "acme"
      regex = '''(?i)acme_?key\\s*=\\s*(?:")?([a-z]{4})'''
      keywords = ["ACME"]
      """
    #expect(try found("x\nacme_key = abcd\n", with: rule) == ["acme:2:12-16"])
    #expect(try found("acm_key = abcd\n", with: rule) == [])
    #expect(try found("ACMEKEY=ABCD acmekey=xyzz", with: rule) == ["acme:1:9-13", "acme:1:22-26"])
  }

  @Test func `the group and the entropy are those that the rule names`() throws {
    let rule = "[[rules]]\nid = 'e'\nregex = '(k)=(\\w+)'\nsecretGroup = 2\nentropy = 2.0\n"
    #expect(try found("k=abcd k=abcde k=aaaaaaaa", with: rule) == ["e:1:10-15"])
  }

  @Test func `a path alone is found, and with a pattern both must hold`() throws {
    let rules = "[[rules]]\nid = 'file'\npath = '\\.p12$'\n[[rules]]\nid = 'both'\nregex = 'zz'\npath = '^conf/'\n"
    #expect(try found("zz", with: rules, path: "a.p12") == ["file"])
    #expect(try found("zz", with: rules, path: "conf/a") == ["both:1:1-3"])
    #expect(try found("zz", with: rules) == [])
  }

  @Test(arguments: [
    ("regexes = ['^tok_a']", "tok_abc tok_bcd", ["r:1:9-16"]), ("stopwords = ['BC']", "tok_abc tok_bdc", ["r:1:9-16"]),
    ("paths = ['^src/']", "tok_abc", []), ("commits = ['ABC']", "tok_abc", []),
    ("regexes = ['example']\nregexTarget = 'line'", "tok_abc # example\ntok_abc", ["r:2:1-8"]),
    ("regexes = ['^tok']\nregexTarget = 'match'", "tok_abc", []),
    ("condition = 'AND'\npaths = ['^src/']\nstopwords = ['abc']", "tok_abc tok_bcd", ["r:1:9-16"]),
    ("condition = 'AND'\npaths = ['^lib/']\nstopwords = ['abc']", "tok_abc", ["r:1:1-8"]),
    ("condition = 'OR'\npaths = ['^lib/']\nstopwords = ['abc']", "tok_abc", []),
  ])
  func `an allowlist excepts`(list: String, text: String, expected: [String]) throws {
    let rule = "[[rules]]\nid = 'r'\nregex = 'tok_[a-z]{3}'\n"
    #expect(try found(text, with: rule + "[[rules.allowlists]]\n" + list, commit: "abc") == expected)
    #expect(try found(text, with: rule + "[rules.allowlist]\n" + list, commit: "abc") == expected)
    #expect(try found(text, with: rule + "[[allowlists]]\n" + list, commit: "abc") == expected)
    let targeted = "[[allowlists]]\ntargetRules = ['r']\n" + list
    #expect(try found(text, with: rule + targeted, commit: "abc") == expected)
    let other = "[[rules]]\nid = 'o'\nregex = 'nothing'\n[[allowlists]]\ntargetRules = ['o']\n"
    #expect(try found(text, with: rule + other + list, commit: "abc").count == text.split(separator: "tok_").count)
  }

  @Test func `what a rule requires must be near, and helpers are not told`() throws {
    let rules = """
      [[rules]]
      id = 'p'
      regex = 'prim_\\d'
      [[rules.required]]
      id = 'h'
      withinLines = 1
      [[rules]]
      id = 'h'
      regex = 'aux'
      skipReport = true
      """
    #expect(try found("prim_1\naux\n\nprim_2\n", with: rules) == ["p:1:1-7"])
    #expect(try found("aux", with: rules) == [])
  }

  @Test func `files extend one another, and what is said last wins`() throws {
    let base = """
      [extend]
      path = 'c.toml'
      [[rules]]
      id = 'a'
      regex = 'aaa'
      [[rules]]
      id = 'off'
      regex = 'off'
      """
    let top = "[extend]\npath = './base.toml'\ndisabledRules = ['off']\n[[rules]]\nid = 'a'\nregex = 'bbb'\n"
    let files: [RepositoryPath: String] = ["base.toml": base, "c.toml": "[[rules]]\nid = 'c'\nregex = 'ccc'\n"]
    let scan = try scan("aaa bbb ccc off", with: try configuration(top, files: files))
    #expect(scan.findings.map(\.rule) == ["a", "c"])
    #expect(throws: SilencingError.self) {
      try configuration("[extend]\npath = 'a'\n", files: ["a": "[extend]\npath = 'a'\n"])
    }
    #expect(throws: SilencingError.self) { try configuration("[extend]\npath = 'missing'\n") }
  }

  @Test func `lists for all rules, and for gitleaks's own of a provider, except what gate's rules find`() throws {
    let text = "x = '\(Self.token)'\n"
    for list in [
      "[[allowlists]]\npaths = ['^src/']", "[allowlist]\nregexes = ['^gh']", "[extend]\ndisabledRules = ['github-pat']",
      "[extend]\nuseDefault = true\n[[rules]]\nid = 'github-pat'\n[[rules.allowlists]]\nregexTarget = 'line'\nregexes = ['^x']",
    ] {
      let scan = try scan(text, with: try configuration(list))
      #expect(scan.findings.isEmpty, "\(list)")
      #expect(scan.silenced.first?.origin?.hasPrefix(".gitleaks.toml:") == true)
    }
    for list in [
      "[extend]\ndisabledRules = ['generic-api-key', 'aws-access-token']", "[[allowlists]]\npaths = ['^lib/']",
    ] {
      #expect(try scan(text, with: try configuration(list)).findings.count == 1, "\(list)")
    }
  }

  @Test func `of two rules for one secret one tells it`() throws {
    let own = try configuration("[[rules]]\nid = 'mine'\nregex = 'gh[p]_\\w+|qq\\w+'\n")
    #expect(try scan("x = '\(Self.token)'", with: own).findings.map(\.rule) == ["github-personal-access-token"])
    let value = "qq" + Sample.alphanumeric(24, seed: 6)
    #expect(try scan("password = '\(value)'", with: own).findings.map(\.rule) == ["mine"])
  }

  @Test func `comments and lists silence what own rules find`() throws {
    let own = try configuration("[[rules]]\nid = 'mine'\nregex = 'qq\\d'\n")
    #expect(try scan("qq1 # gitleaks:allow\n# gate:allow mine x\nqq2\n", with: own).silenced.count == 2)
    let ignored = GitleaksIgnore.exceptions(Array("src/a.txt:mine:1".utf8))
    #expect(try scan("qq1\nqq2", with: own, and: ignored).findings.count == 1)
  }

  @Test func `a pattern that takes too long is told`() throws {
    let own = try configuration("[[rules]]\nid = 'slow'\nregex = '(a+)+$'\n")
    let scan = try scan(String(repeating: "a", count: 60) + "b", with: own)
    #expect(scan.findings.map(\.rule) == ["secret-scan-incomplete"])
  }

  @Test(arguments: [
    ("[[rules]]\nregex = 'a'", 1, 3), ("[[rules]]\nid = 'a'", 1, 3), ("[[rules]]\nid = 'a'\nregex = 'a(b'", 3, 11),
    ("[[rules]]\nid = 'a'\nregex = '''a\\1'''", 3, 13), ("[[rules]]\nid = 'a'\nregex = '''\na\n(?=b)'''", 5, 1),
    ("[[rules]]\nid = 'a'\nregex = 'a'\nsecretGroup = 1", 4, 15), ("[[rules]]\nid = 'a'\nregex = 1", 3, 9),
    ("[[rules]]\nid = 'a'\nregex = 'a'\n[[rules]]\nid = 'a'\nregex = 'b'", 4, 3), ("rules = 1", 1, 9),
    ("[[allowlists]]\ndescription = 'x'", 1, 3), ("[[allowlists]]\nregexTarget = 'file'\nregexes = ['a']", 2, 15),
    ("[[allowlists]]\ncondition = 'xor'\nregexes = ['a']", 2, 13), ("[[allowlists]]\npaths = 'x'", 2, 9),
    ("[allowlist]\npaths = ['x']\n[[allowlists]]\npaths = ['x']", 1, 2), ("a =", 1, 4),
    ("[[rules]]\nid = 'a'\nregex = 'a'\nrequired = [{id = 'b'}]", 1, 3),
    ("[extend]\nuseDefault = true\npath = 'x'", 1, 2), ("[extend]\nuseDefault = 1", 2, 14),
  ])
  func `a mistake is told with its place`(text: String, line: Int, column: Int) {
    let error = #expect(throws: SilencingError.self) { try configuration(text) }
    #expect(error?.position == SourcePosition(line: line, column: column), "\(error?.message ?? "")")
    #expect(error?.file == ".gitleaks.toml")
  }

  @Test(
    arguments: [
      ("key: YmFkZ2UtMTIzNDU2Nzggb2Ygb3VyIG93biBtYWtpbmc=", "in base64"),
      ("key: cGFkIGl0LCBZbUZrWjJVdE1USXpORFUyTnpnZ2IyWWdiM1Z5SUc5M2JpQnRZV3RwYm1jPSBvaw==", "in base64, in base64"),
      ("62616467652d3132333435363738206f66206f7572206f776e206d616b696e67", "in hexadecimal"),
      ("https://h/?q=badge%2D12345678&x", "percent-encoded"), ("x = \"\\u0062adge-12345678\"", "in escapes"),
    ])
  func `a rule finds what is encoded, once, and says how`(text: String, phrase: String) throws {
    let rule = "[[rules]]\nid = 'own'\ndescription = 'Badge'\nregex = 'badge-([0-9]{8})'\nkeywords = ['badge']\n"
    let found = try scan("\n" + text + "\nbadge-87654321\n", with: configuration(rule)).findings
    #expect(found.map { $0.range?.line } == [2, 3])
    #expect(found.first?.message.hasPrefix("Badge, \(phrase): ") == true, "\(found)")
    let plain = try scan("badge-12345678", with: configuration(rule)).findings
    #expect(found.first?.fingerprint == plain.first?.fingerprint)
    // Allowlists look at what is decoded.
    let excepted = rule + "[[rules.allowlists]]\nregexes = ['^1234']\n"
    #expect(try scan(text, with: configuration(excepted)).findings.isEmpty)
  }

  @Test func `keywords are bounded`() {
    let keywords = (0..<20_000).map { "'keyword\($0)'" }.joined(separator: ",")
    #expect(throws: SilencingError.self) {
      try configuration("[[rules]]\nid = 'a'\nregex = 'a'\nkeywords = [\(keywords)]")
    }
  }
}
