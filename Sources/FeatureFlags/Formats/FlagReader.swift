import DocumentTree
import GateModel

/// Reads one format of definition files into the model that all formats share.
///
/// What it reads need not be right: a flag that breaks rules is still a flag, and whatever cannot be told stays unknown.
protocol FlagReader: Sendable {
  static var format: FlagFormat { get }

  /// Whether a text with this content is in the format. Tried in the order of ``FlagReaders/all``.
  static func detects(_ document: DocumentNode, path: RepositoryPath) -> Bool

  /// What the documents of one text hold; the findings about its shape go to `findings`.
  ///
  /// - Parameter documents: at least one; more only where the text is YAML.
  static func read(_ documents: [DocumentNode], path: RepositoryPath, _ findings: inout FlagFindings) -> FlagFile
}

/// The formats that are known.
enum FlagReaders {
  /// Those that a text is recognised by what only they have come before those that resemble others; plain configuration,
  /// which a file's folder alone may make of it, comes last.
  static let all: [any (FlagReader.Type)] = [
    UnleashReader.self, LaunchDarklyReader.self, FliptReader.self, GoFeatureFlagReader.self, ManifestReader.self,
    FlagdReader.self, GateFlagsReader.self, EnvironmentReader.self,
  ]

  /// The reader of the format of `document`. What is in none is read as flagd's, whose rules then say what is missing.
  static func reader(of document: DocumentNode, path: RepositoryPath) -> any FlagReader.Type {
    all.first { $0.detects(document, path: path) } ?? FlagdReader.self
  }
}
