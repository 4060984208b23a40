package import GateModel

/// A program to run, with all that it gets from us. What is not named here does not reach it.
package struct ToolCommand: Sendable {
  /// The file to execute; relative to ``directory`` where it is not absolute.
  package var executable: LocalPath
  /// The arguments after the program's own name, as bytes: a path need not be UTF-8.
  package var arguments: [[UInt8]]
  /// The working directory.
  package var directory: LocalPath
  /// The whole environment.
  package var environment: [String: String]
  /// What standard input yields before it ends.
  package var input: [UInt8]
  /// How long it may run.
  package var timeout: Duration
  /// How many bytes of each of standard output, standard error and both together are kept: the first and the last half.
  package var outputLimit: Int

  package init(
    executable: LocalPath, arguments: [[UInt8]] = [], directory: LocalPath, environment: [String: String],
    input: [UInt8] = [], timeout: Duration, outputLimit: Int = Self.defaultOutputLimit
  ) {
    self.executable = executable
    self.arguments = arguments
    self.directory = directory
    self.environment = environment
    self.input = input
    self.timeout = timeout
    self.outputLimit = outputLimit
  }

  /// Four mebibytes.
  package static let defaultOutputLimit = 4 << 20
}
