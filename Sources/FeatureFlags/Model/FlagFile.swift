package import GateModel

/// What one definition file holds.
package struct FlagFile: Hashable, Sendable {
  package var path: RepositoryPath
  /// `nil` where the file does not parse: what it defines is then unknown.
  package var format: FlagFormat?
  /// The environment that its path or its text names.
  package var environment: String?
  /// The flags, also those that break rules, in the order of the file.
  package var flags: [Flag]
  /// The segments that it defines.
  package var segments: [FlagSegment]
  /// The rules of flagd's that its flags share, by name.
  package var evaluators: [FlagValue.Member] = []
  /// The attributes that its shared rules ask for, at each place.
  package var sharedAttributes: [Placed<String>] = []
  /// What else its shared rules say.
  package var sharedFacts = TargetingFacts()
  /// Whether a segment that a flag of this file names and no file defines does not exist.
  package var listsSegments = false
  /// What is wrong within the file, by itself.
  package var findings: [Finding]

  package init(
    path: RepositoryPath, format: FlagFormat?, environment: String? = nil, flags: [Flag] = [],
    segments: [FlagSegment] = [], findings: [Finding] = []
  ) {
    self.path = path
    self.format = format
    self.environment = environment
    self.flags = flags
    self.segments = segments
    self.findings = findings
  }
}
