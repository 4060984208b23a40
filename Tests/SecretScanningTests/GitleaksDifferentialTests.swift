import Foundation
import GateModel
import GateTestSupport
import Testing

@testable import SecretScanning

/// gitleaks itself is the oracle for its configurations, where the peers of the benchmarks are installed.
@Suite struct GitleaksDifferentialTests {
  private static let program: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appending(path: ".build/peers/bin/gitleaks").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()
  private static let isMissing = Comment("gitleaks is not in .build/peers; `make peers` installs it")

  private static let configurations = [
    """
    [[rules]]
    id = "acme"
    description = "Acme"
    regex = '''\\b(acme_[a-z0-9]{16})(?:['"\\s;]|$)'''
    keywords = ["ACME_"]
    [[rules]]
    id = "bare"
    regex = "zz[0-9]{4}"
    [[rules]]
    id = "name"
    path = '''(?i)\\.(?:p12|pfx)$'''
    [[rules]]
    id = "both"
    path = "conf/"
    regex = "secret=(\\\\w+)"
    """,
    """
    [[rules]]
    id = "group"
    regex = '''(?i)(key|token)\\s*=\\s*"([A-Za-z0-9é]{10,40})"'''
    secretGroup = 2
    entropy = 3.5
    [[rules]]
    id = "whole"
    regex = "pw=(\\\\S*)"
    entropy = 2.0
    """,
    """
    [[rules]]
    id = "tok"
    regex = '''tok_[A-Za-z0-9]{8,12}'''
    keywords = ["tok_"]
    [[rules.allowlists]]
    regexes = ["^tok_A"]
    [[rules.allowlists]]
    condition = "AND"
    paths = ["^src/"]
    stopwords = ["zz"]
    [[rules.allowlists]]
    regexTarget = "line"
    regexes = ["EXAMPLE"]
    [[rules]]
    id = "two"
    regex = "two_([a-z]{3})([0-9]{3})"
    [[rules.allowlists]]
    regexTarget = "match"
    regexes = ["two_abc"]
    [[allowlists]]
    paths = ['''\\.md$''']
    [[allowlists]]
    targetRules = ["two"]
    stopwords = ["999", "Xyz"]
    """,
    """
    [[rules]]
    id = "lines"
    regex = "prim_[0-9]{4}"
    [[rules.required]]
    id = "aux"
    withinLines = 2
    [[rules]]
    id = "aux"
    regex = "aux_[a-z]{4}"
    skipReport = true
    [[rules]]
    id = "columns"
    regex = "second_[0-9]{4}"
    [[rules.required]]
    id = "aux"
    withinColumns = 10
    """,
    """
    rules = [
      {id = "lazy", regex = '(?U)<a.+>'}, {id = "multi", regex = '(?m)^begin\\s+(.*)$'},
      {id = "end", regex = 'last=\\w+$'}, {id = "posix", regex = 'p:[[:alpha:]]+[[:^digit:]]\\x21'},
      {id = "quoted", regex = '\\Qa.b(c\\E\\d+'}, {id = "greek", regex = '\\p{Greek}{2,}'},
      {id = "case", regex = 'x(?i)yz|wv'}, {id = "space", regex = 'v\\s=\\s(\\S+)'},
      {id = "breaks", regex = '\\n+nl_\\w+\\n'}, {id = "named", regex = '(?P<first>q1)?(?P<second>q2[0-9])'},
      {id = "not", regex = 'neg[^\\sa-c]{2}'}, {id = "visible", regex = 'sc[\\S]{2}[^\\S]'},
    ]
    """,
  ]

  private static let words = [
    "acme_0123456789abcdef", "zz1234", "ACME_x", "secret=abc", "tok_Abcdefgh", "tok_bzzdefghij", "tok_bcdefgh12",
    "two_abc123", "two_xyz999", "two_qwe111", "two_Xyz111", "prim_1234", "aux_abcd", "second_4321", "<a><b>",
    "begin xyz", "last=foo", "p:abcé!", "p:ab1!", "a.b(c12", "αβγ", "xYZ", "WV", "v = hello", "v\u{b}=\u{b}no",
    "nl_abc",
    "q1q23", "q25", "negde", "neg a", "scxy ", "pw=", "pw=aaaaaaaa", "pw=abcdefgh1234", "key = \"ab12Cd34eF56gh78\"",
    "token = \"aaaaaaaaaaaaaa\"", "token=\"éééééab12Cd34eF\"", "EXAMPLE", " gitleaks:allow ", "\n", "\n", " ", "  ",
    "\t",
    ";", "'", "\"", "foo",
  ]

  @Test(.enabled(if: program != nil, isMissing), arguments: configurations.indices)
  func `own rules find what gitleaks finds`(number: Int) throws {
    let program = try #require(Self.program)
    let directory = try TemporaryDirectory()
    let root = URL(filePath: directory.path.description)
    try Self.configurations[number].write(to: root.appending(path: "rules.toml"), atomically: true, encoding: .utf8)
    let configuration = try GitleaksConfiguration(Array(Self.configurations[number].utf8)) { _ in nil }
    var generator = SeededGenerator(seed: UInt64(number))
    var own: [String] = []
    for file in 0..<60 {
      let name = ["src/\(file).txt", "conf/\(file).txt", "\(file).md", "\(file).p12"][file % 4]
      let parts = (0..<Int.random(in: 3...60, using: &generator)).map { _ in
        (Self.words.randomElement(using: &generator) ?? "") + (["\n", " ", ""].randomElement(using: &generator) ?? "")
      }
      // In a last line without an end gitleaks takes the whole text before it for the line.
      let bytes = Array("x\(parts.joined())\n".utf8)
      let url = root.appending(path: "tree/\(name)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
      own += try findings(in: bytes, named: name, by: configuration)
    }
    let run = try runProcess(
      program,
      [
        "dir", ".", "-c", "../rules.toml", "-f", "json", "-r", "../found.json", "--no-banner", "--max-decode-depth",
        "0",
      ],
      environment: ["HOME": directory.path.description], directory: directory.path.appending("tree"))
    let found = try JSONDecoder().decode([Found].self, from: Data(contentsOf: root.appending(path: "found.json")))
    #expect(found.count > 10, "\(run.errors)")
    #expect(own.sorted() == found.map { "\($0.File):\($0.RuleID):\($0.StartLine):\($0.Secret)" }.sorted())
  }

  /// As gitleaks writes it.
  private struct Found: Decodable {
    var File: String
    var RuleID: String
    var StartLine: Int
    var Secret: String
  }

  private func findings(in bytes: [UInt8], named name: String, by configuration: GitleaksConfiguration) throws
    -> [String]
  {
    var scan = GitleaksScan(configuration, GitleaksText(bytes, path: RepositoryPath(name), commit: nil))
    try scan.run()
    let silencing = Silencing.located(in: bytes)
    return scan.hits.compactMap { hit in
      if let match = hit.match, silencing.covers(match, rule: "") { return nil }
      let line = hit.match == nil ? 0 : hit.line
      let rule = configuration.rules[hit.rule].id
      return "\(name):\(rule):\(line):\(String(decoding: bytes[hit.secret], as: UTF8.self))"
    }
  }
}
