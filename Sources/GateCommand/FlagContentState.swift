import Checks
import FeatureFlags
import GateModel

/// The flags and references of a content and of what was there before its change, each blob read once.
struct FlagContentState {
  private let request: FlagsCheck.Request
  private var files: [SnapshotFile: FlagFile] = [:]
  private var references: [SnapshotFile: [FlagReference]] = [:]

  init(_ request: FlagsCheck.Request) { self.request = request }

  mutating func content() throws(CheckError) -> FlagContent {
    try content(definitions: request.definitions, code: request.code)
  }

  /// What was there before the change; `nil` where nothing is known of that, or where `content` could not be read.
  mutating func base(of content: FlagContent) throws(CheckError) -> FlagContent? {
    guard let changes = request.changes, content.isComplete else { return nil }
    var (definitions, code) = (request.definitions, request.code)
    let gone = Set(changes.compactMap(\.new))
    definitions.removeAll { gone.contains($0) }
    code.removeAll { gone.contains($0) }
    for old in changes.compactMap(\.old) {
      if request.defines(old.path) { definitions.append(old) } else { code.append(old) }
    }
    let base = try self.content(
      definitions: definitions.sorted { $0.path < $1.path }, code: code.sorted { $0.path < $1.path })
    return base.isComplete ? base : nil
  }

  private mutating func content(
    definitions: [SnapshotFile], code: [SnapshotFile]
  ) throws(CheckError) -> FlagContent {
    var content = FlagContent()
    for file in definitions {
      if files[file] == nil, let bytes = try request.bytes(file) {
        files[file] = FlagValidation.read(bytes, path: file.path)
      }
      if let known = files[file] { content.files.append(known) }
    }
    guard content.isComplete else { return content }
    for file in code {
      if references[file] == nil {
        let bytes = try request.bytes(file)
        references[file] = bytes.map { FlagValidation.references(in: $0, path: file.path) } ?? []
      }
      content.references += references[file] ?? []
    }
    return content
  }
}
