import Foundation
import GateModel
import GateTestSupport

/// The gate that was just built.
enum GateProgram {
  /// The program beside the test bundle.
  static let path: String = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let products =
      bundle?.deletingLastPathComponent() ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return products.appending(path: "gate").path
  }()
}

extension TestRepository {
  /// The environment of git and gate together: hermetic, gate and the tools first on PATH.
  var gateEnvironment: [String: String] {
    var variables = environment
    let directory = URL(filePath: GateProgram.path).deletingLastPathComponent().path
    variables["PATH"] = "\(directory):\(Tools.directory):\(environment["PATH"] ?? "")"
    variables["PYTHONDONTWRITEBYTECODE"] = "1"
    return variables
  }

  /// Runs gate in the root of the repository.
  @discardableResult
  func gate(
    _ arguments: String..., in directory: LocalPath? = nil, adding variables: [String: String] = [:],
    stdin: [UInt8] = []
  ) throws -> ProcessResult {
    try gate(arguments, in: directory, adding: variables, stdin: stdin)
  }

  /// The same, with the arguments in an array.
  @discardableResult
  func gate(
    _ arguments: [String], in directory: LocalPath? = nil, adding variables: [String: String] = [:],
    stdin: [UInt8] = []
  ) throws -> ProcessResult {
    try runProcess(
      GateProgram.path, arguments, environment: gateEnvironment.merging(variables) { $1 },
      directory: directory ?? root, stdin: stdin)
  }

  /// Runs git with gate within reach of its hooks; a status other than 0 is no error.
  @discardableResult
  func gitWithHooks(_ arguments: String..., adding variables: [String: String] = [:]) throws -> ProcessResult {
    try runProcess("git", arguments, environment: gateEnvironment.merging(variables) { $1 }, directory: root)
  }

  /// A repository with this gate.yml and these files, committed.
  static func gated(_ configuration: String, files: [String: String] = [:]) throws -> TestRepository {
    let repository = try TestRepository()
    try repository.write("gate.yml", configuration)
    for (path, text) in files { try repository.write(RepositoryPath(path), text) }
    try repository.git("add", "--", ".")
    try repository.commit("base")
    return repository
  }
}

extension ProcessResult {
  /// Both outputs, for looking whether something is said anywhere.
  var everything: String { output + errors }
}

/// Strings that scanners would take for secrets, put together at run time so that this file holds none.
enum Sample {
  /// Looks like a live key id of AWS.
  static let awsKey = "AKIA" + "Z7QXN4LRWY6TJ2HD"
}
