/// A linter that gate knows: what it looks at, how it is called, how its answer is read.
package struct Preset: Hashable, Sendable {
  package var name: String
  /// One line for `gate init` and the documentation.
  package var summary: String
  /// The files it looks at where gate.yml says nothing else.
  package var files: [PathPattern]
  package var types: Set<FileType>
  /// The program and its arguments; `{files}`, an argument of its own, stands for the paths.
  package var command: [String]
  /// The program and its arguments that write what it would have right into the files; empty where it cannot. Its exit
  /// statuses mean what those of ``command`` do.
  package var fixCommand: [String]
  /// The arguments that print the program's version (without the program's name), for the cache key and for `gate doctor`.
  package var versionArguments: [String]
  /// How the output becomes findings: the name of a parser in `Checks`.
  package var format: String
  /// How much one verdict covers.
  package var grain: CheckTraits.Grain
  /// Names of the files that configure it, looked for in the directory of each file and in every one above it.
  package var configuration: [String]
  /// The user's own files that configure it wherever it runs: `~/NAME`, or `$XDG_CONFIG_HOME/NAME`, which is `~/.config/NAME`
  /// where the variable is not set.
  package var userConfiguration: [String]
  /// Exit statuses that mean "looked, found nothing".
  package var passedStatuses: Set<Int32>
  /// Exit statuses that mean "looked, found something". All others mean that it could not run.
  package var failedStatuses: Set<Int32>
  /// How to get the program, for a person.
  package var install: String

  package init(
    name: String, summary: String, files: [PathPattern], types: Set<FileType>, command: [String],
    fixCommand: [String] = [], versionArguments: [String], format: String, grain: CheckTraits.Grain,
    configuration: [String], userConfiguration: [String] = [],
    passedStatuses: Set<Int32>, failedStatuses: Set<Int32>, install: String
  ) {
    self.name = name
    self.summary = summary
    self.files = files
    self.types = types
    self.command = command
    self.fixCommand = fixCommand
    self.versionArguments = versionArguments
    self.format = format
    self.grain = grain
    self.configuration = configuration
    self.userConfiguration = userConfiguration
    self.passedStatuses = passedStatuses
    self.failedStatuses = failedStatuses
    self.install = install
  }
}
