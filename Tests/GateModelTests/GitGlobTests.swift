import Foundation
import GateModel
import Testing

/// Where git's `:(glob)` pathspecs know the same forms, they are the judge.
@Suite struct GitGlobTests {
  private static let paths = [
    "a", "a.py", ".hidden", "src/a.py", "src/b.ts", "src/x/a.py", "src/x/y/z.py", "deep/src/a.py", "a b.txt", "a*b",
    "[x]", "x{y}", "dir.d/file", "dir.d/sub/file", "é.txt", "src/[a].py", "-dash", "a\\b", "UPPER.PY", "a/b/c/d/e",
    "a/c", "ab/c", "a/b/b/c",
  ].filter { $0 != "a" }

  @Test func `git selects the same files`() throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try directory.git("init", "-q")
    for path in Self.paths { try directory.write(path) }
    try directory.git("add", "-A")
    let patterns = [
      "/*.py", "**/*.py", "src/**", "src/*", "src/**/*.py", "**/a.py", "**/[ab].*", "a/**/c", "**/x/**", "**/*.d/**",
      "src/[[]a].py", "**/?", "**/a*b", "**/a\\*b", "**/[!a]*", "**/[[:upper:]]*", "a/**/b/**/c", "**/é.txt",
      "**/-dash", "**/x{y}", "a?b*", "**/??.txt", "**/???txt", "*/c", "**/*/c", "**/a\\\\b", "[s]**/a.py",
    ]
    for text in patterns {
      let own = text.hasPrefix("/") ? String(text.dropFirst()) : text
      let expected = try directory.git("ls-files", "-z", "--", ":(glob)\(own)")
        .split(separator: 0).map { RepositoryPath(bytes: $0) }
      // In git, braces are ordinary characters, and a pattern is always anchored.
      let escaped = text.replacingOccurrences(of: "{", with: "\\{").replacingOccurrences(of: "}", with: "\\}")
      let pattern = try PathPattern(escaped.contains("/") ? escaped : "/" + escaped)
      let selected = Self.paths.map { RepositoryPath($0) }.filter { pattern.matches($0) }.sorted()
      #expect(selected == expected.sorted(), "\(text)")
    }
  }
}

/// A directory of one test, and git in it, whatever the machine's configuration says.
private struct TemporaryDirectory {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("gate-glob-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: url) }

  func write(_ path: String) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(path.utf8).write(to: file)
  }

  @discardableResult
  func git(_ arguments: String...) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = url
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": url.path,
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return bytes
  }
}
