import Foundation
import GateModel
import GateTestSupport

/// A repository whose checks depend on everything that a verdict may depend on, and random changes of all of it.
///
/// What is written comes from a few words, so that states come back and kept verdicts are met again. A file is bad where it
/// has a word that a configuration, a program or a variable names.
struct CacheModel {
  /// What one run said, as far as it must be the same whether it was kept or not.
  struct Said: Equatable {
    var status: Int32
    /// Verdict and findings of each check.
    var checks: [String: [String]]
  }

  struct Run {
    var said: Said
    var cachedCount: Int
    var text: String
    var status: Int32 { said.status }
  }

  private static let words = ["red", "green", "blue", "grey"]
  private static let files: [RepositoryPath] = ["a.py", "b.py", "d/c.py", "d/e/f.py", "n.txt", "d/o.txt"]
  private static let configurations: [RepositoryPath] = [".flake8", "setup.cfg", "words.cfg"]
  /// So many files that nobody looks at make the repository one of which all verdicts are looked up at once.
  private static let fillerCount = 300

  let repository: TestRepository
  private let tools: LocalPath
  private var generator: SeededGenerator
  private var variables: [String: String] = [:]

  init(seed: UInt64) throws {
    repository = try TestRepository()
    generator = SeededGenerator(seed: seed)
    tools = repository.surroundings.appending("tools")
    try FileManager.default.createDirectory(atPath: "\(tools)", withIntermediateDirectories: false)
    try repository.write("scan.sh", Self.scan)
    try repository.write("all.sh", "! grep -rn --include=*.txt red .\n")
    for path in Self.files + Self.configurations { try write(path) }
    if seed.isMultiple(of: 2) {
      for number in 0..<Self.fillerCount { try repository.write(RepositoryPath("filler/\(number)"), "\(number)\n") }
    }
    for name in ["flake8", "judge", "inner"] { try writeTool(name) }
    try writeConfiguration()
    try repository.git("add", "-A")
    try repository.commit("first")
  }

  // MARK: - What the checks run

  /// Finds in each file the words that the first arguments name.
  private static let search = """
    bad=0
    for file; do
      for word in $words; do
        awk -v w="$word" -v f="$file" '$0 == w { print f ":" NR ":1: W" length(w) " " w; found = 1 }
          END { exit found }' "$file" || bad=1
      done
    done
    exit $bad

    """

  /// A script of the repository's own, which a configuration and a declared variable tell what to look for.
  private static let scan = "words=\"$(cat words.cfg) $MODEL_WORD\"\n" + search

  /// A program outside of the repository. `judge` starts `inner`; `flake8` is one that gate knows.
  private mutating func writeTool(_ name: String) throws {
    let word = self.word()
    let script =
      switch name {
      case "judge": "#!/bin/sh\n# \(word)\nexec inner \"$@\"\n"
      case "inner": "#!/bin/sh\nwords=\(word)\n\(Self.search)"
      default:
        """
        #!/bin/sh
        case $1 in --version) echo "\(name)"; exit;; esac
        shift 3
        above=$PWD
        while [ "$above" != / ]; do above=$(dirname "$above"); others="$others $above/tox.ini"; done
        words="\(word) $(cat .flake8 setup.cfg ~/.config/flake8 $others 2>/dev/null) $UNDECLARED"
        \(Self.search)
        """
      }
    let place = tools.appending(name)
    // Not by this process: a child that another test starts just then would hold the file open, and nobody could run it.
    let command = "cat > \"$1.new\" && chmod 755 \"$1.new\" && mv \"$1.new\" \"$1\""
    let written = try runProcess("/bin/sh", ["-c", command, "sh", "\(place)"], stdin: Array(script.utf8))
    guard written.status == 0 else { throw TestSupportError(written.everything) }
  }

  private mutating func writeConfiguration() throws {
    let exclude = chance(3) ? ", exclude: \"d/*\"" : ""
    let option = chance(3) ? "env LC_ALL=C judge" : "judge"
    try repository.write(
      "gate.yml",
      """
      version: 1
      checks:
        known: { preset: flake8\(exclude) }
        scanned: { run: "sh scan.sh {files}", files: "*.txt", format: flake8, inputs: [words.cfg], env: [MODEL_WORD] }
        judged: { run: "\(option) {files}", files: "*.py"\(exclude), format: flake8 }
        whole: { run: "sh all.sh" }

      """)
  }

  // MARK: - What happens

  /// Something changes; what, in words.
  mutating func step() throws -> [String] {
    var done: [String] = []
    for _ in 0..<Int.random(in: 1...3, using: &generator) { done.append(try change()) }
    if !chance(4) {
      try repository.git("add", "-A")
      done.append("add")
    }
    if chance(4) {
      try repository.commit("next")
      done.append("commit")
    }
    return done
  }

  private mutating func change() throws -> String {
    switch Int.random(in: 0..<14, using: &generator) {
    case 0...3:
      let path = Self.files.randomElement(using: &generator) ?? "a.py"
      try write(path)
      return "write \(path)"
    case 4:
      let path = Self.files.randomElement(using: &generator) ?? "a.py"
      guard FileManager.default.fileExists(atPath: "\(repository.root.appending(path))") else { return "nothing" }
      try repository.remove(path)
      return "remove \(path)"
    case 5, 6:
      let path = Self.configurations.randomElement(using: &generator) ?? ".flake8"
      try write(path)
      return "configure \(path)"
    case 7:
      let strict = "words='\(Self.words.joined(separator: " "))'\n" + Self.search
      try repository.write("scan.sh", chance(2) ? Self.scan : strict)
      return "script"
    case 8, 9:
      let name = ["flake8", "judge", "inner"].randomElement(using: &generator) ?? "inner"
      try writeTool(name)
      return "tool \(name)"
    case 10:
      let name = chance(2) ? "MODEL_WORD" : "UNDECLARED"
      variables[name] = chance(2) ? word() : nil
      return "\(name)=\(variables[name] ?? "")"
    case 11, 12:
      let place = chance(2) ? userConfiguration : repository.root.parent.appending("tox.ini")
      if FileManager.default.fileExists(atPath: "\(place)"), chance(3) {
        try FileManager.default.removeItem(atPath: "\(place)")
        return "remove \(place)"
      }
      try FileManager.default.createDirectory(atPath: "\(place.parent)", withIntermediateDirectories: true)
      try Data((word() + "\n").utf8).write(to: URL(filePath: "\(place)"))
      return "configure \(place)"
    default:
      try writeConfiguration()
      return "gate.yml"
    }
  }

  private var userConfiguration: LocalPath {
    LocalPath(repository.environment["XDG_CONFIG_HOME"] ?? "").appending("flake8")
  }

  private mutating func write(_ path: RepositoryPath) throws {
    try repository.write(path, (0..<Int.random(in: 1...2, using: &generator)).map { _ in word() + "\n" }.joined())
  }

  private mutating func word() -> String { Self.words.randomElement(using: &generator) ?? "red" }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

  // MARK: - What gate says

  /// Which content is asked about.
  mutating func request() -> [String] {
    [["check"], ["check", "--all"], ["check", "--all"], ["check", "--range", "HEAD"]].randomElement(using: &generator)
      ?? ["check"]
  }

  func run(_ arguments: [String]) throws -> Run {
    var environment = variables
    environment["PATH"] = "\(tools):\(repository.gateEnvironment["PATH"] ?? "")"
    let result = try repository.gate(arguments + ["--format", "json"], adding: environment)
    guard let report = try JSONSerialization.jsonObject(with: Data(result.stdout)) as? [String: Any],
      let checks = report["checks"] as? [[String: Any]]
    else { throw TestSupportError(result.everything) }
    var said = Said(status: result.status, checks: [:])
    var cachedCount = 0
    for check in checks {
      let findings = (check["findings"] as? [[String: Any]] ?? []).map { finding in
        "\(finding["path"] ?? "") \(finding["line"] ?? "") \(finding["rule"] ?? "") \(finding["message"] ?? "")"
      }
      let verdict = ["\(check["verdict"] ?? "")", "\(check["files"] ?? "")"]
      said.checks["\(check["id"] ?? "")"] = verdict + findings.sorted()
      cachedCount += check["cached_files"] as? Int ?? 0
    }
    return Run(said: said, cachedCount: cachedCount, text: result.everything)
  }
}
