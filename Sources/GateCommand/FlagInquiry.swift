import Checks
import FeatureFlags
import GateConfiguration
import GateModel
import GitRepository

/// Reads the flags of a repository for commands that look at them outside of a run.
struct FlagInquiry {
  /// What one check of flags sees.
  struct Subject {
    var check: CheckID
    var settings: FlagSettings
    var content: FlagContent
    /// What was there before the change, `nil` where the scope is no change.
    var base: FlagContent?
  }

  let subjects: [Subject]
  /// What was looked at, in words.
  let subject: String

  /// - Parameters:
  ///   - request: which content, and which change.
  ///   - names: the checks that are asked about; empty: all of kind `flags`.
  ///   - readsCode: whether references in code are wanted as well.
  /// - Throws: `CommandFailure` where gate.yml or a name is wrong, or the content cannot be read.
  init(
    _ request: ScopeRequest, checks names: [String] = [], readsCode: Bool = true, in context: CommandContext
  ) throws(CommandFailure) {
    let repository = try Repository.opened(in: context)
    let resolved = try ScopeResolver(directory: context.directory).resolve(request, in: repository)
    let configuration = try Project(content: resolved.scope.content, location: repository.location).configuration
    let factory = CheckFactory(
      context: context, location: repository.location, configuration: configuration, store: nil)
    subject = resolved.subject
    var subjects: [Subject] = []
    for check in try Self.chosen(names, of: configuration) {
      guard case .flags(let options) = check.kind, let flags = try factory.flagsCheck(check) else { continue }
      do throws(CheckError) {
        var request = try flags.request(for: try flags.files(in: resolved.scope), in: resolved.scope)
        if !readsCode { request.code = [] }
        var state = FlagContentState(
          request, options.settings.references, for: check.id, in: factory.references)
        let content = try state.content()
        subjects.append(
          Subject(check: check.id, settings: options.settings, content: content, base: try state.base(of: content)))
      } catch {
        throw CommandFailure(error)
      }
    }
    self.subjects = subjects
  }

  private static func chosen(
    _ names: [String], of configuration: Configuration
  ) throws(CommandFailure) -> [CheckConfiguration] {
    let known = configuration.checks.filter { if case .flags = $0.kind { true } else { false } }
    if known.isEmpty {
      throw CommandFailure(
        .misuse, "gate.yml has no check of feature flags",
        hint: "add one to `checks`: flags: { kind: flags, definitions: \"flags/*.json\" }")
    }
    for name in names where !known.contains(where: { $0.id.name == name }) {
      throw CommandFailure(
        .misuse, "gate.yml has no check \"\(name)\" of feature flags",
        hint: NearestName.match(for: name, among: known.map(\.id.name)).map { "did you mean \"\($0)\"?" })
    }
    return names.isEmpty ? known : known.filter { names.contains($0.id.name) }
  }
}
