import Checks
import GateConfiguration
import GateModel

/// What of a content and of the checks concerns one story.
struct StoryScope {
  let story: Story

  /// - Throws: `CommandFailure` where gate.yml has no such story.
  init(_ id: String, in configuration: Configuration) throws(CommandFailure) {
    guard let story = configuration.stories.first(where: { $0.id == id }) else {
      let known = configuration.stories.map(\.id)
      throw CommandFailure(
        .misuse, "gate.yml has no story \"\(id)\"",
        hint: NearestName.match(for: id, among: known).map { "did you mean \"\($0)\"?" }
          ?? (known.isEmpty ? "add it to `stories:`" : "stories in gate.yml: \(known.joined(separator: ", "))"))
    }
    self.story = story
  }

  /// The checks that the story names, and those that look at its flags; empty: all that suit the request.
  func checks(among configuration: Configuration) -> [String] {
    if story.checks.isEmpty { return [] }
    let named = Set(story.checks)
    return configuration.checks.filter { check in named.contains(check.id) || definitions(of: check) != nil }
      .map(\.id.name)
  }

  /// Of `resolved`, the files of the story as if they were new, with those that define the flags it names.
  ///
  /// - Throws: `CommandFailure` where the story has no file, or the content cannot be read.
  func narrowed(_ resolved: ResolvedScope, _ configuration: Configuration) throws(CommandFailure) -> ResolvedScope {
    do throws(CheckError) {
      let everything = try resolved.scope.content.files()
      guard everything.contains(where: { story.isAbout($0.path) }) else {
        throw CheckError(
          "no tracked file matches the paths of story \(story.id)",
          hint: "mend `paths` at gate.yml:\(story.range.line), or `git add` the files", isMisuse: true)
      }
      if let pattern = story.tests.first(where: { pattern in
        !pattern.isNegated && !everything.contains { FileSelector(include: [pattern]).matches($0.path) }
      }) {
        throw CheckError(
          "no tracked file matches `\(pattern)` in the tests of story \(story.id)",
          hint: "mend `tests` of the story at gate.yml:\(story.range.line)", isMisuse: true)
      }
      let selectors = story.flags.isEmpty ? [] : configuration.checks.compactMap(definitions)
      var changes = try resolved.scope.changes.changes.filter { story.concerns($0.path) }
      let known = Set(changes.map(\.path))
      for file in everything where !known.contains(file.path) && selectors.contains(where: { $0.matches(file.path) }) {
        changes.append(Change(.added, file.path, new: file.version))
      }
      var narrowed = resolved
      narrowed.scope = CheckScope(kind: .files, changes: ChangeSet(changes), content: resolved.scope.content)
      narrowed.subject = "story \(story.id) in \(resolved.subject)"
      return narrowed
    } catch {
      throw error.isMisuse ? CommandFailure(.misuse, error.message, hint: error.hint) : CommandFailure(error)
    }
  }

  /// What chooses the files in which a check looks for flags, `nil` for a check that looks for none.
  private func definitions(of check: CheckConfiguration) -> FileSelector? {
    switch check.kind {
    case .flags(let options), .environments(let options):
      FileSelector(include: options.definitions, root: check.selector.root)
    case .command, .lint, .tests, .secrets: nil
    }
  }
}
