package import GateModel

/// Checks feature-flag definitions, and that code refers to no flag that none defines.
package struct FlagsCheck: Check {
  /// A file with its content.
  package struct Source: Hashable, Sendable {
    package var path: RepositoryPath
    package var bytes: [UInt8]

    package init(path: RepositoryPath, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// What knows flags.
  package struct Engine: Sendable {
    /// Yields the next file that may refer to flags, `nil` after the last one, so that never more than one is in memory.
    package typealias NextSource = () throws(CheckError) -> Source?

    /// Names the engine and its rules; another text makes earlier verdicts void.
    package var version: String
    /// Whether the code in a file of this name can be searched for references.
    package var reads: @Sendable (RepositoryPath) -> Bool
    /// All findings about these definition files and about the references to their flags.
    package var examine: @Sendable ([Source], NextSource) throws(CheckError) -> [Finding]

    package init(
      version: String, reads: @escaping @Sendable (RepositoryPath) -> Bool,
      examine: @escaping @Sendable ([Source], NextSource) throws(CheckError) -> [Finding]
    ) {
      self.version = version
      self.reads = reads
      self.examine = examine
    }
  }

  /// Larger files are no hand-written definitions or code.
  private static let sizeLimit: UInt64 = 8 << 20

  package let settings: CheckSettings
  private let definitions: FileSelector
  private let references: FileSelector
  private let engine: Engine

  /// - Parameters:
  ///   - definitions: the files that define flags.
  ///   - references: the files that may refer to flags; empty: every file that the engine reads.
  package init(
    _ settings: CheckSettings, definitions: [PathPattern], references: [PathPattern], engine: Engine
  ) {
    let root = settings.selector.root
    self.settings = settings
    self.definitions = FileSelector(include: definitions, root: root)
    self.references = FileSelector(include: references, exclude: settings.selector.exclude, root: root)
    self.engine = engine
  }

  package var id: CheckID { settings.id }

  package var traits: CheckTraits {
    CheckTraits(
      kind: "flags", grain: .task, reading: .blobs, isCacheable: settings.isCached, timeout: settings.timeout,
      needs: settings.needs)
  }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    let touched = try scope.changes.changes.contains { change in
      [change.path, change.oldPath].contains { $0.map(concerns) ?? false }
    }
    guard touched else { return .nothing("no flag definition and no code was changed") }
    let files = try scope.content.files().filter { $0.version.mode.isFile && concerns($0.path) }
    guard files.contains(where: { definitions.matches($0.path) }) else {
      let pattern = definitions.include.map(\.description).joined(separator: ", ")
      throw CheckError(
        "no tracked file matches the flag definitions \(pattern)",
        hint: "mend `definitions` of the check \(id), or `git add` the file")
    }
    return .files(files)
  }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    let patterns =
      definitions.include.map(\.description) + ["--"] + references.include.map(\.description) + ["--"]
      + references.exclude.map(\.description)
    return CheckDependencies(definition: ["flags", "1", engine.version, "\(definitions.root)"] + patterns)
  }

  package func dependenciesOnAll(in scope: CheckScope) throws(CheckError) -> CheckDependencies? {
    try dependencies(for: .nothing(""), in: scope)
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    await job.slots.occupy { examine(job) }
  }

  private func concerns(_ path: RepositoryPath) -> Bool { definitions.matches(path) || isReference(path) }

  private func isReference(_ path: RepositoryPath) -> Bool { references.matches(path) && engine.reads(path) }

  private func examine(_ job: CheckJob) -> CheckOutcome {
    do throws(CheckError) {
      let content = job.scope.content
      let deadline = ContinuousClock.now.advanced(by: settings.timeout)
      var sources: [Source] = []
      for file in job.files where definitions.matches(file.path) { sources.append(try source(file, content)) }
      var rest = job.files.filter { !definitions.matches($0.path) }[...]
      let findings = try engine.examine(sources) { () throws(CheckError) -> Source? in
        while let file = rest.popFirst(), !Task.isCancelled {
          guard ContinuousClock.now < deadline else {
            throw CheckError("reading the code took longer than \(settings.timeout.phrase)")
          }
          // Generated bundles are not where flags are asked for by hand.
          if try content.size(of: file.version.id) <= Self.sizeLimit { return try source(file, content) }
        }
        return nil
      }
      if Task.isCancelled { return CheckOutcome(.skipped, reason: "the run ended first", attributed: false) }
      var outcome = CheckOutcome.judged(by: findings)
      outcome.attributed = false
      return outcome
    } catch {
      return .errored(error)
    }
  }

  private func source(_ file: SnapshotFile, _ content: any ContentSource) throws(CheckError) -> Source {
    Source(path: file.path, bytes: try content.bytes(of: file.version.id, limit: Self.sizeLimit))
  }
}
