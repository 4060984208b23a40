import Checks
import FeatureFlags
import GateModel

/// Joins the flags check with what reads definitions and code.
enum FlagEngine {
  /// Larger than any definition or code that a person wrote.
  private static let version = "flags 2"

  /// - Parameters:
  ///   - settings: what the repository asks of its flags.
  ///   - today: the day by which expiry is judged.
  static func engine(_ settings: FlagSettings, today: CalendarDay) -> FlagsCheck.Engine {
    FlagsCheck.Engine(
      version: "\(version) \(today) \(settings)", reads: { FlagValidation.reads($0) },
      examine: { request throws(CheckError) in
        var state = FlagContentState(request)
        let content = try state.content()
        let base = try state.base(of: content)
        return FlagInspection(content: content, base: base, settings: settings, today: today).findings()
      })
  }

  /// What gate.yml says about rules that do not exist.
  ///
  /// - Throws: `CheckError` that names the nearest rule.
  static func checkRules(_ settings: FlagSettings) throws(CheckError) {
    for weight in settings.weights where FlagRule.named(weight.rule) == nil {
      let nearest = NearestName.match(for: weight.rule, among: FlagRule.all.map(\.id))
      throw CheckError(
        "there is no rule `\(weight.rule)` (gate.yml, line \(weight.line))",
        hint: nearest.map { "did you mean `\($0)`?" } ?? "`gate flags rules` lists them", isMisuse: true)
    }
  }
}

/// The flags and references of a content and of what was there before its change, each blob read once.
private struct FlagContentState {
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
