import Foundation
import GateModel
import HookInstallation
import HookScripts

/// A directory of a test's own with a git repository `work` in it and a program `tools/gate` that plays gate's part: it
/// writes its arguments and its standard input to `log`, and ends with `GATE_STATUS`.
final class Sandbox: Sendable {
  struct Run {
    var status: Int32
    var identifier: Int32
    var output: String
    var error: String
  }

  let root: String

  /// The places of the whole machine that the shim looks in last.
  static let machinePlaces = ["/usr/local/bin/gate", "/opt/homebrew/bin/gate"]

  /// The shim as it is shipped, but for those places, which lie below the sandbox's `HOME` here: a gate that is installed
  /// on this machine is no part of a test.
  static let shim: [UInt8] = {
    let script = String(decoding: HookScripts.shim, as: UTF8.self)
    let listed = machinePlaces.joined(separator: " ")
    let moved = machinePlaces.map { "\"$HOME\($0)\"" }.joined(separator: " ")
    return Array(script.replacingOccurrences(of: listed, with: moved).utf8)
  }()

  /// The name holds what scripts stumble over.
  init(repository: Bool = true) throws {
    let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    root = parent.appendingPathComponent("gate hooks 'q\" $x \(UUID().uuidString)").path
    for directory in ["tools", "home", "empty"] {
      try FileManager.default.createDirectory(atPath: path(directory), withIntermediateDirectories: true)
    }
    try script(
      "tools/gate",
      """
      printf '%s\\n' "$0" "$@" >> "$GATE_LOG"
      printf 'pid %s\\n' "$$"
      if [ "$2" = pre-push ]; then while read -r line; do printf 'stdin %s\\n' "$line" >> "$GATE_LOG"; done; fi
      exit "${GATE_STATUS:-0}"
      """)
    if repository {
      try git("init", "--quiet", "--template=", path("work"), in: "")
      try git("commit", "--quiet", "--allow-empty", "-m", "first")
    }
  }

  deinit {
    // A directory that is gone already is what was wanted.
    try? FileManager.default.removeItem(atPath: root)
  }

  func path(_ name: String) -> String { name.isEmpty ? root : "\(root)/\(name)" }

  func local(_ name: String) -> LocalPath { LocalPath(path(name)) }

  /// What the gate of the sandbox was told, one line an argument.
  var log: String {
    get throws {
      guard FileManager.default.fileExists(atPath: path("log")) else { return "" }
      return try String(contentsOfFile: path("log"), encoding: .utf8)
    }
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  func bytes(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: path(name)))) }

  func exists(_ name: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path(name))) != nil
  }

  func write(_ text: String, _ name: String, permissions: Int = 0o644) throws {
    let directory = URL(fileURLWithPath: path(name)).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path(name))
  }

  func script(_ name: String, _ body: String, permissions: Int = 0o755) throws {
    try write("#!/bin/sh\n\(body)\n", name, permissions: permissions)
  }

  func permissions(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  func names(_ directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(directory)).sorted()
  }

  /// An installer for `work`, told of `core.hooksPath` as a caller would have it from git.
  func installer(
    _ configured: HookLocation.Configured? = nil, workTree: String = "work", gate: LocalPath? = nil, force: Bool = false
  ) -> Installer {
    let location = HookLocation(
      commonDirectory: local("work/.git"), workTree: local(workTree), configured: configured)
    return Installer(location: location, gatePath: gate, shim: Self.shim, force: force)
  }

  @discardableResult
  func git(
    _ arguments: String..., in directory: String = "work", environment: [String: String] = [:]
  ) throws -> Run {
    try run("/usr/bin/env", ["git"] + arguments, in: directory, environment: environment)
  }

  /// Runs a program with an environment made from nothing: the sandbox's gate is the first in `PATH`, whatever the machine
  /// has, and there is no configuration but the repository's.
  @discardableResult
  func run(
    _ program: String, _ arguments: [String], in directory: String = "work", environment: [String: String] = [:],
    input: String = ""
  ) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path(directory))
    process.environment = [
      "PATH": "\(path("tools")):/usr/bin:/bin", "HOME": path("home"),
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
      "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
      "LC_ALL": "C", "GATE_LOG": path("log"),
    ].merging(environment) { $1 }
    let (output, error, standardInput) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    process.standardInput = standardInput
    try process.run()
    standardInput.fileHandleForWriting.write(Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, identifier: process.processIdentifier, output: text, error: complaint)
  }
}
