import Checks
import FeatureFlags
import GateModel

/// The flags and references of a content and of what was there before its change, each blob read once, or not at all where an
/// earlier run read it.
struct FlagContentState {
  private let request: FlagsCheck.Request
  private let settings: FlagReferenceSettings
  private let check: CheckID
  private let store: ReferenceStore
  private var files: [SnapshotFile: FlagFile] = [:]
  private var library: ReferenceLibrary?

  init(_ request: FlagsCheck.Request, _ settings: FlagReferenceSettings, for check: CheckID, in store: ReferenceStore) {
    self.request = request
    self.settings = settings
    self.check = check
    self.store = store
  }

  mutating func content() throws(CheckError) -> FlagContent {
    let content = try content(definitions: request.definitions, code: request.code)
    if library?.isWorthKeeping(request.code) == true, let bytes = library?.archive(of: request.code) {
      store.save(bytes, of: check)
    }
    return content
  }

  /// What was there before the change; `nil` where nothing is known of that, or where `content` could not be read.
  mutating func base(of content: FlagContent) throws(CheckError) -> FlagContent? {
    guard let changes = request.changes, content.isComplete else { return nil }
    var (definitions, code) = (request.definitions, request.code)
    let gone = Set(changes.compactMap(\.new))
    // Ids tell most files apart, and take less time than paths.
    let goneIDs = Set(gone.map(\.version.id))
    definitions.removeAll { goneIDs.contains($0.version.id) && gone.contains($0) }
    code.removeAll { goneIDs.contains($0.version.id) && gone.contains($0) }
    for old in changes.compactMap(\.old) {
      if request.defines(old.path) { Self.insert(old, into: &definitions) } else { Self.insert(old, into: &code) }
    }
    let base = try self.content(definitions: definitions, code: code)
    return base.isComplete ? base : nil
  }

  /// Puts a file into a list in path order.
  private static func insert(_ file: SnapshotFile, into files: inout [SnapshotFile]) {
    var (low, high) = (0, files.count)
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < file.path { low = middle + 1 } else { high = middle }
    }
    files.insert(file, at: low)
  }

  private mutating func content(
    definitions: [SnapshotFile], code: [SnapshotFile]
  ) throws(CheckError) -> FlagContent {
    for file in definitions where files[file] == nil {
      if let bytes = try request.bytes(file) { files[file] = FlagValidation.read(bytes, path: file.path) }
    }
    let found = definitions.compactMap { files[$0] }
    guard found.allSatisfy({ $0.format != nil }), !code.isEmpty else { return FlagContent(files: found) }
    var library = library ?? ReferenceLibrary(settings, archive: store.load(check))
    // The one copy is changed in place.
    self.library = nil
    defer { self.library = library }
    return try FlagContent(files: found, settings: settings, known: library.known) {
      query throws(CheckError) -> [ReferenceJoin.File] in
      try library.files(code, for: query) { file throws(CheckError) in try request.bytes(file) }
    }
  }
}
