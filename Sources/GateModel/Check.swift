/// The name of a check in gate.yml.
package struct CheckID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let name: String

  package init(_ name: String) { self.name = name }

  package var description: String { name }

  package static func < (left: Self, right: Self) -> Bool { left.name < right.name }
}

/// One configured unit of verification.
///
/// A check answers three questions in order, each from values alone: which files concern it (``selection(in:)``), what else
/// its verdict depends on (``dependencies(for:in:)``), and, when no earlier verdict answers, what it finds (``run(_:)``).
package protocol Check: Sendable {
  var id: CheckID { get }
  /// How the check wants to be planned and run.
  var traits: CheckTraits { get }

  /// Chooses what the check looks at.
  ///
  /// - Throws: `CheckError` if the content cannot be read. Having nothing to do is ``Selection/nothing(_:)``, no error.
  func selection(in scope: CheckScope) throws(CheckError) -> Selection

  /// All that the verdict depends on besides the selected files.
  ///
  /// - Throws: `CheckError` if a tool is missing or the content cannot be read.
  func dependencies(for selection: Selection, in scope: CheckScope) throws(CheckError) -> CheckDependencies

  /// What the verdicts on all that the content holds depend on besides it, what chooses the files included. Where those
  /// verdicts are known they can then be found without a list of the files. `nil` (which is so unless the check says
  /// otherwise): it cannot be said without one.
  ///
  /// - Throws: `CheckError` as ``dependencies(for:in:)`` does.
  func dependenciesOnAll(in scope: CheckScope) throws(CheckError) -> CheckDependencies?

  /// Of a check whose grain is ``CheckTraits/Grain/closure``: what the verdict on each of `files` depends on besides that file, in
  /// the order of `files`. Not asked of others.
  ///
  /// - Throws: `CheckError` if the content cannot be read.
  func closures(of files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> [FileClosure]

  /// The files behind ``closures(of:in:)``, in path order: for people, who want to know what changed in them.
  ///
  /// - Throws: `CheckError` if the content cannot be read.
  func closureFiles(of file: SnapshotFile, in scope: CheckScope) throws(CheckError) -> [SnapshotFile]

  /// How the files of a check whose grain is the closure were chosen, and what of them may wait. Nothing special, unless the
  /// check says otherwise.
  ///
  /// - Throws: `CheckError` if the content cannot be read.
  func choice(of files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> ClosureChoice

  /// Does the work. Never throws: what cannot be done is an ``CheckOutcome/Verdict/errored`` outcome, so that one broken
  /// check does not hide the others. Returns soon after its task is cancelled.
  func run(_ job: CheckJob) async -> CheckOutcome

  /// What an outcome, which may have been kept from an earlier run, comes to for the change that `scope` is about. What is kept
  /// tells of content alone; what of it is the change's doing is asked each time. The same, unless the check says otherwise.
  func settled(_ outcome: CheckOutcome, in scope: CheckScope) -> CheckOutcome

  /// How the check mends what it finds, `nil` where it cannot (which is so unless the check says otherwise).
  var fixing: FixTraits? { get }

  /// Writes what it would have right into the files of `job`, whose directory is a copy made for it alone. Passed: the fixer
  /// came to its end, whatever it changed; errored or skipped: nothing that it wrote may be used.
  func fix(_ job: CheckJob) async -> CheckOutcome
}

/// How a check wants to be planned and run.
package struct CheckTraits: Hashable, Sendable {
  /// How much content one verdict covers.
  package enum Grain: String, Hashable, Sendable, CaseIterable {
    /// Each file has a verdict of its own, whatever the others hold.
    case file
    /// Each file has a verdict of its own, which depends on the file and on all that it needs, at any distance.
    case closure
    /// One verdict for all that was selected.
    case task
  }

  /// Where the check reads from.
  package enum Reading: String, Hashable, Sendable {
    /// Blobs through the ``ContentSource``; it needs no directory.
    case blobs
    /// Files in a directory.
    case directory
    /// No file at all; it is given a directory to stand in.
    case nothing
  }

  /// The directory in which a check that reads files may run.
  package enum Isolation: String, Hashable, Sendable, CaseIterable {
    /// In place where the working tree holds just what is recorded, in a snapshot otherwise.
    case automatic = "auto"
    /// Always in the working tree, whatever it holds.
    case inPlace = "in-place"
    /// Always in a snapshot.
    case snapshot
  }

  package var kind: String
  package var grain: Grain
  package var reading: Reading
  package var isolation: Isolation
  /// Whether verdicts may be kept and replayed.
  package var isCacheable: Bool
  /// Whether a failed verdict may be replayed as well: true of pure functions of the content, false of tests.
  package var keepsFailures: Bool
  /// How long the check may take, all its commands together.
  package var timeout: Duration
  /// The checks that must have passed, or had nothing to check, before this one runs.
  package var needs: [CheckID]
  /// Whether it writes files in the directory that it runs in, which no other check may read meanwhile.
  package var writes: Bool

  package init(
    kind: String, grain: Grain, reading: Reading, isolation: Isolation = .automatic, isCacheable: Bool = true,
    keepsFailures: Bool = true, timeout: Duration, needs: [CheckID] = [], writes: Bool = false
  ) {
    self.kind = kind
    self.grain = grain
    self.reading = reading
    self.isolation = isolation
    self.isCacheable = isCacheable
    self.keepsFailures = keepsFailures
    self.timeout = timeout
    self.needs = needs
    self.writes = writes
  }
}

/// What a run looks at: the content, and what of it changed.
package struct CheckScope: Sendable {
  /// Which content was asked for.
  package enum Kind: String, Hashable, Sendable {
    /// What the next commit would record.
    case staged
    /// The end of a range, with what changed since its start.
    case range
    /// Every tracked file.
    case all
    /// Files that were named.
    case files
  }

  package var kind: Kind
  /// The content under check.
  package var content: any ContentSource
  private let known: KnownChanges

  package init(kind: Kind, changes: ChangeSet, content: any ContentSource) {
    self.kind = kind
    self.content = content
    known = KnownChanges(changes)
  }

  /// Every tracked file of `content`. They are listed when somebody asks: where all verdicts are known nobody does.
  package init(allOf content: any ContentSource) {
    kind = .all
    self.content = content
    known = KnownChanges(nil)
  }

  /// What changed; for ``Kind/all`` and ``Kind/files`` every file concerned, as if it were new.
  ///
  /// - Throws: `CheckError` where the files have to be listed and cannot be.
  package var changes: ChangeSet {
    get throws(CheckError) { try known.changes(in: content) }
  }

  /// The files of ``changes`` that the content holds, in path order.
  package var changedFiles: [SnapshotFile] {
    get throws(CheckError) { known.isListed ? try changes.files : try content.files() }
  }
}

/// Which files concern a check.
package enum Selection: Hashable, Sendable {
  /// None; the text says why, for a person.
  case nothing(String)
  /// These, in path order, never empty.
  case files([SnapshotFile])
  /// All that the content holds, which is not listed: never an empty tree, and only of a check whose grain is the task.
  case whole(WholeTree)

  /// The selected files, none for ``nothing(_:)`` and for ``whole(_:)``, which names them by their tree.
  package var files: [SnapshotFile] {
    switch self {
    case .nothing, .whole: []
    case .files(let files): files
    }
  }
}

/// What a verdict depends on besides the selected files. Feeds the cache key, so order is kept and absence is recorded.
package struct CheckDependencies: Hashable, Sendable {
  /// A file that the check reads, or looked for and did not find.
  package struct Input: Hashable, Sendable {
    package var path: RepositoryPath
    /// `nil`: the content has no such file.
    package var version: FileVersion?

    package init(path: RepositoryPath, version: FileVersion?) {
      self.path = path
      self.version = version
    }
  }

  /// A program that takes part in the verdict.
  package struct Tool: Hashable, Sendable {
    /// The name it was asked for by.
    package var name: String
    /// What it really is, e.g. the hash of the file that runs and the version it prints.
    package var identity: String

    package init(name: String, identity: String) {
      self.name = name
      self.identity = identity
    }
  }

  /// A variable of the environment that the check declares.
  package struct Variable: Hashable, Sendable {
    package var name: String
    /// `nil`: not set.
    package var value: String?

    package init(name: String, value: String?) {
      self.name = name
      self.value = value
    }
  }

  /// A file of the user's or of the machine's, outside of the repository, that configures a tool.
  package struct OutsideFile: Hashable, Sendable {
    /// What it is looked for as, such as `~/.shellcheckrc`: never a path that tells users or machines apart.
    package var name: String
    /// A digest of what was found, `nil` where there is none.
    package var digest: String?

    package init(name: String, digest: String?) {
      self.name = name
      self.digest = digest
    }
  }

  /// The check's own definition: kind, command with its arguments in order, options. Length-prefixed by the key.
  package var definition: [String]
  /// Configuration files, lock files, `.gitattributes`, declared inputs.
  package var inputs: [Input]
  /// What chose some of the inputs among the tracked files: the check would read any other file that one of these names.
  /// Not part of the key, for the inputs that they chose are.
  package var selectors: [FileSelector]
  package var tools: [Tool]
  package var environment: [Variable]
  /// Files outside of the repository that configure its tools.
  package var outside: [OutsideFile]

  package init(
    definition: [String], inputs: [Input] = [], selectors: [FileSelector] = [], tools: [Tool] = [],
    environment: [Variable] = [], outside: [OutsideFile] = []
  ) {
    self.definition = definition
    self.inputs = inputs
    self.selectors = selectors
    self.tools = tools
    self.environment = environment
    self.outside = outside
  }
}

/// A piece of work for a check: the files for which no verdict is known.
package struct CheckJob: Sendable {
  /// The files to look at; a subset of the selection for ``CheckTraits/Grain/file``, all of it for a task. Empty where the
  /// selection was ``Selection/whole(_:)``: whoever wants the list then asks the content.
  package var files: [SnapshotFile]
  package var scope: CheckScope
  /// Where those files lie; `nil` for a check that reads blobs.
  package var directory: LocalPath?
  /// Whether ``directory`` is a snapshot rather than the working tree.
  package var isSnapshot: Bool
  /// Bounds how much runs at once, over all checks of the run.
  package var slots: Slots

  package init(
    files: [SnapshotFile], scope: CheckScope, directory: LocalPath?, isSnapshot: Bool = false, slots: Slots
  ) {
    self.files = files
    self.scope = scope
    self.directory = directory
    self.isSnapshot = isSnapshot
    self.slots = slots
  }
}

/// Why a check could not answer.
package struct CheckError: Error, Hashable, Sendable {
  /// What was tried, on what, and what the answer was.
  package var message: String
  /// What to do next, where that is known.
  package var hint: String?
  /// Whether somebody wrote down for gate what it cannot read, and nothing is wrong but that.
  package var isMisuse: Bool

  package init(_ message: String, hint: String? = nil, isMisuse: Bool = false) {
    self.message = message
    self.hint = hint
    self.isMisuse = isMisuse
  }
}
