package import GateModel

/// Checks feature-flag definitions, and that code refers to no flag that none defines.
package struct FlagsCheck: Check {
  /// What is to be examined.
  package struct Request {
    /// A file before and after the change, one of them at least.
    package struct Change: Hashable, Sendable {
      package var old: SnapshotFile?
      package var new: SnapshotFile?
    }

    /// The files that define flags, in path order.
    package var definitions: [SnapshotFile]
    /// The files that may refer to flags, in path order.
    package var code: [SnapshotFile]
    /// Which of these files, and of those that are gone, the change touches; `nil` where there is no change to speak of.
    package var changes: [Change]?
    /// Whether a file of this name defines flags.
    package var defines: (RepositoryPath) -> Bool
    /// A file's content; `nil` where it is too large to be written by hand.
    package var bytes: (SnapshotFile) throws(CheckError) -> [UInt8]?
  }

  /// What knows flags.
  package struct Engine: Sendable {
    /// Names the engine, its rules, its options and the day; another text makes earlier verdicts void.
    package var version: String
    /// Whether the code in a file of this name can be searched for references.
    package var reads: @Sendable (RepositoryPath) -> Bool
    /// Everything that is wrong with the flags of a content, with the code that refers to them and with the change to either.
    package var examine: @Sendable (Request) throws(CheckError) -> [Finding]

    package init(
      version: String, reads: @escaping @Sendable (RepositoryPath) -> Bool,
      examine: @escaping @Sendable (Request) throws(CheckError) -> [Finding]
    ) {
      self.version = version
      self.reads = reads
      self.examine = examine
    }
  }

  /// What the check is about.
  package enum Subject: String, Hashable, Sendable {
    /// Definitions of flags, and code that refers to them.
    case flags
    /// The configuration of environments, whose files are the definitions.
    case environments
  }

  /// Larger files are no hand-written definitions or code.
  private static let sizeLimit: UInt64 = 8 << 20

  package let settings: CheckSettings
  private let definitions: FileSelector
  private let references: FileSelector
  private let engine: Engine
  private let subject: Subject

  /// - Parameters:
  ///   - definitions: the files that define flags.
  ///   - references: the files that may refer to flags; empty: every file that the engine reads.
  package init(
    _ settings: CheckSettings, about subject: Subject = .flags, definitions: [PathPattern], references: [PathPattern],
    engine: Engine
  ) {
    let root = settings.selector.root
    self.settings = settings
    self.subject = subject
    let exclude = subject == .flags ? [] : settings.selector.exclude
    self.definitions = FileSelector(include: definitions, exclude: exclude, root: root)
    self.references = FileSelector(include: references, exclude: settings.selector.exclude, root: root)
    self.engine = engine
  }

  package var id: CheckID { settings.id }

  package var traits: CheckTraits {
    CheckTraits(
      kind: subject.rawValue, grain: .task, reading: .blobs, isCacheable: settings.isCached, timeout: settings.timeout,
      needs: settings.needs)
  }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    let touched = try scope.changes.changes.contains { change in
      [change.path, change.oldPath].contains { $0.map(concerns) ?? false }
    }
    guard touched else { return .nothing(unchanged) }
    return .files(try files(in: scope))
  }

  private var unchanged: String {
    switch subject {
    case .flags: "no flag definition and no code was changed"
    case .environments: "no configuration of an environment was changed"
    }
  }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    let patterns =
      definitions.include.map(\.description) + ["--"] + references.include.map(\.description) + ["--"]
      + references.exclude.map(\.description)
    // What was there before decides about the change as much as what is there now.
    let before = try changes(in: scope)?.map { change in
      "\(change.new?.path.description ?? "") < \(change.old.map { "\($0.path) \($0.version.id)" } ?? "")"
    }
    return CheckDependencies(
      definition: [subject.rawValue, "2", engine.version, "\(definitions.root)"] + patterns + ["--"]
        + (before ?? ["no change"]))
  }

  package func dependenciesOnAll(in scope: CheckScope) throws(CheckError) -> CheckDependencies? {
    guard scope.kind == .all else { return nil }
    return try dependencies(for: .nothing(""), in: scope)
  }

  /// The files that the change touches and that concern the check, before and after; `nil` where the scope is no change.
  private func changes(in scope: CheckScope) throws(CheckError) -> [Request.Change]? {
    // Environments are held against each other, and not against what they were.
    guard subject == .flags, scope.kind == .staged || scope.kind == .range else { return nil }
    return try scope.changes.changes.compactMap { change in
      let old = change.old.map { SnapshotFile(path: change.oldPath ?? change.path, version: $0) }
      let sides = [old, change.file].map { file in
        file.flatMap { $0.version.mode.isFile && concerns($0.path) ? $0 : nil }
      }
      if sides[0] == nil, sides[1] == nil { return nil }
      return Request.Change(old: sides[0], new: sides[1])
    }
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    await job.slots.occupy { examine(job) }
  }

  private func concerns(_ path: RepositoryPath) -> Bool { definitions.matches(path) || isReference(path) }

  private func isReference(_ path: RepositoryPath) -> Bool { references.matches(path) && engine.reads(path) }

  /// What the engine is asked to examine of `files`, which ``selection(in:)`` chose.
  ///
  /// - Throws: `CheckError` where the changes cannot be read.
  package func request(for files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> Request {
    let content = scope.content
    let deadline = ContinuousClock.now.advanced(by: settings.timeout)
    return Request(
      definitions: files.filter { definitions.matches($0.path) },
      code: files.filter { !definitions.matches($0.path) }, changes: try changes(in: scope),
      defines: { definitions.matches($0) },
      bytes: { file throws(CheckError) in
        if Task.isCancelled { throw CheckError("the run ended first") }
        guard ContinuousClock.now < deadline else {
          throw CheckError("reading the code took longer than \(settings.timeout.phrase)")
        }
        // Generated bundles are not where flags are asked for by hand.
        guard try content.size(of: file.version.id) <= Self.sizeLimit || definitions.matches(file.path) else {
          return nil
        }
        return try content.bytes(of: file.version.id, limit: Self.sizeLimit)
      })
  }

  /// Every file that concerns the check, changed or not.
  ///
  /// - Throws: `CheckError` where the files cannot be listed, or none of them defines flags.
  package func files(in scope: CheckScope) throws(CheckError) -> [SnapshotFile] {
    let files = try scope.content.files().filter { $0.version.mode.isFile && concerns($0.path) }
    guard files.contains(where: { definitions.matches($0.path) }) else {
      let pattern = definitions.include.map(\.description).joined(separator: ", ")
      throw CheckError(
        "no tracked file matches \(subject == .flags ? "the flag definitions " : "")\(pattern)",
        hint: "mend `\(subject == .flags ? "definitions" : "files")` of the check \(id), or `git add` the file")
    }
    return files
  }

  private func examine(_ job: CheckJob) -> CheckOutcome {
    do throws(CheckError) {
      var outcome = CheckOutcome.judged(by: try engine.examine(try request(for: job.files, in: job.scope)))
      outcome.attributed = false
      return outcome
    } catch {
      if Task.isCancelled { return CheckOutcome(.skipped, reason: "the run ended first", attributed: false) }
      return .errored(error)
    }
  }
}
