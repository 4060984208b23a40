import Checks
import FeatureFlags
import GateModel

/// The flags and references of a content and of what was there before its change, each blob read once.
struct FlagContentState {
  private let request: FlagsCheck.Request
  private var files: [SnapshotFile: FlagFile] = [:]
  private let settings: FlagReferenceSettings
  private var facts: [SnapshotFile: ReferenceFacts] = [:]
  private var known: ReferenceQuery?

  init(_ request: FlagsCheck.Request, _ settings: FlagReferenceSettings) {
    self.request = request
    self.settings = settings
  }

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
    for file in definitions where files[file] == nil {
      if let bytes = try request.bytes(file) { files[file] = FlagValidation.read(bytes, path: file.path) }
    }
    return try FlagContent(files: definitions.compactMap { files[$0] }, settings: settings, known: known) {
      query throws(CheckError) -> [ReferenceJoin.File] in
      try scan(code, for: query)
    }
  }

  private mutating func scan(
    _ code: [SnapshotFile], for query: ReferenceQuery
  ) throws(CheckError) -> [ReferenceJoin.File] {
    if query != known { facts = [:] }
    known = query
    var reader: ReferenceReader?
    var found: [ReferenceJoin.File] = []
    for file in code {
      if facts[file] == nil {
        let ready = reader ?? query.reader
        reader = ready
        let bytes = try request.bytes(file)
        facts[file] = bytes.flatMap { ready.facts(of: $0, path: file.path) } ?? ReferenceFacts()
      }
      if let known = facts[file], !known.isEmpty { found.append(.init(path: file.path, facts: known)) }
    }
    return found
  }
}
