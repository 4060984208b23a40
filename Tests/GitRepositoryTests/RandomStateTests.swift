import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

/// git is the oracle: whatever state files, index and settings are in, gate's pass over the working tree says what
/// `git status` says.
@Suite struct RandomStateTests {
  private static let settings: [[(String, String)]] = [
    [], [("core.fileMode", "false")], [("core.trustCTime", "false")], [("core.checkStat", "minimal")],
    [("core.checkStat", "minimal"), ("core.trustCTime", "false")], [("core.ignoreCase", "true")],
    [("core.preloadIndex", "false"), ("index.version", "4")],
  ]

  @Test(arguments: 0..<60)
  func `after random states gate's pass agrees with git`(seed: Int) throws {
    let repository = try TestRepository()
    for (name, value) in Self.settings[seed % Self.settings.count] { try repository.git("config", name, value) }
    var edits = RandomEdits(repository, seed: UInt64(seed) &+ 1000)
    var generator = SeededGenerator(seed: UInt64(seed))
    try repository.write(".gitignore", "z\n*.o\n!keep.o\n")
    try edits.run(25)
    try repository.git("add", "-A")
    try repository.commit("first")
    for round in 0..<6 {
      try edits.run(4)
      try disturb(repository, &generator)
      try expectAgreement(repository, "round \(round)")
      if let directory = try linkDirectory(in: repository, &generator) {
        try expectAgreement(repository, "round \(round), \(directory) behind a link")
        let (link, moved) = places(of: directory, in: repository)
        try #require(link.withCString { unlink($0) } == 0)
        try rename(moved, link)
      }
      if round % 2 == 1 { try repository.git("add", "-A", "--", ".", ":(exclude)*a*") }
      if round == 4 { try repository.git("update-index", "-q", "--really-refresh", allowing: 1) }
    }
  }

  private func expectAgreement(_ repository: TestRepository, _ comment: Comment) throws {
    let expected = try Oracle(repository: repository).workTreeState()
    let state = try repository.open().workTreeState()
    #expect(state == expected, comment)
    #expect(try repository.open().workTree().changedFiles() == expected.changed, comment)
    try expectSameAnswers(repository, expected)
  }

  /// Asked for one file at a time, the answers are those of the pass.
  private func expectSameAnswers(_ repository: TestRepository, _ expected: WorkTreeState) throws {
    let opened = try repository.open()
    let workTree = try opened.workTree()
    let changed = Set(expected.changed)
    for file in try opened.indexContent().files() {
      let input = CheckDependencies.Input(path: file.path, version: file.version)
      let difference = try workTree.firstDifference(among: [input])
      #expect(difference == (changed.contains(file.path) ? file.path : nil), "\(file.path)")
    }
    let absent = expected.untracked.map { CheckDependencies.Input(path: $0, version: nil) }
    let isRepository = expected.untracked.first.map { FileManager.default.fileExists(atPath: "\($0)") } ?? false
    if !isRepository { #expect(try workTree.firstDifference(among: absent) == expected.untracked.first) }
    let missing = CheckDependencies.Input(path: "no/such/file", version: nil)
    #expect(try workTree.firstDifference(among: [missing]) == nil)
  }

  /// Does what an index has to see through: times without change, and change that keeps the size.
  private func disturb(_ repository: TestRepository, _ generator: inout SeededGenerator) throws {
    guard let path = try someFile(in: repository, &generator) else { return }
    let local = repository.root.appending(path)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: try #require(local.withCString { utimes($0, nil) } == 0)
    case 1:
      let old = [timeval(tv_sec: 981_173_106, tv_usec: 0), timeval(tv_sec: 981_173_106, tv_usec: 0)]
      try #require(local.withCString { utimes($0, old) } == 0)
    case 2:
      let descriptor = local.withCString { open($0, O_WRONLY) }
      try #require(descriptor >= 0)
      defer { close(descriptor) }
      var status = stat()
      try #require(fstat(descriptor, &status) == 0)
      if status.st_size > 0 { try #require(pwrite(descriptor, "X", 1, 0) == 1) }
    case 3: try #require(local.withCString { chmod($0, 0o755) } == 0)
    default:
      try repository.write("ignored.o", "ignored")
      try repository.write("kept.o", "not ignored")
    }
  }

  /// Moves a directory and puts a link to it in its place, so that everything is where it was, but behind a link.
  private func linkDirectory(
    in repository: TestRepository, _ generator: inout SeededGenerator
  ) throws -> RepositoryPath? {
    guard let parent = try someFile(in: repository, &generator)?.parent, !parent.bytes.isEmpty else { return nil }
    let (place, moved) = places(of: parent, in: repository)
    try rename(place, moved)
    let target = LocalPath(bytes: moved.name)
    try #require(target.withCString { target in place.withCString { symlink(target, $0) } } == 0)
    return parent
  }

  private func places(of path: RepositoryPath, in repository: TestRepository) -> (place: LocalPath, moved: LocalPath) {
    let place = repository.root.appending(path)
    return (place, LocalPath(bytes: place.bytes + Array(" moved".utf8)))
  }

  private func rename(_ from: LocalPath, _ to: LocalPath) throws {
    try #require(from.withCString { from in to.withCString { Foundation.rename(from, $0) } } == 0)
  }

  /// A tracked path at which there is a file.
  private func someFile(
    in repository: TestRepository, _ generator: inout SeededGenerator
  ) throws -> RepositoryPath? {
    let tracked = try repository.gitBytes(["ls-files", "-z"]).split(separator: 0).map { RepositoryPath(bytes: $0) }
    return tracked.filter { path in
      var status = stat()
      let code = repository.root.appending(path).withCString { lstat($0, &status) }
      return code == 0 && status.st_mode & S_IFMT == S_IFREG
    }.randomElement(using: &generator)
  }
}

extension TestRepository {
  /// Runs git; `status` is as good as 0.
  func git(_ arguments: String..., allowing status: Int32) throws {
    let result = try runProcess("git", arguments, environment: environment, directory: root)
    guard result.status == 0 || result.status == status else { throw TestSupportError(result.errors) }
  }
}
