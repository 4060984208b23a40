#if os(Linux)
  import Foundation
  import GateModel
  import GateTestSupport
  import Testing

  /// libgit2 is opened when something needs it and not before, and its absence is an error that says what to do.
  @Suite struct WithoutLibgit2Tests {
    /// A repository with one check, and variables that put files in the place of libgit2 that are none.
    private func hidden(_ format: String = "sha1") throws -> (TestRepository, [String: String]) {
      let repository = try TestRepository("--object-format=\(format)")
      try repository.write("gate.yml", "version: 1\nchecks: { see: { run: \"grep -q staged a.txt\", cache: false } }\n")
      try repository.write("a.txt", "committed\n")
      try repository.git("add", ".")
      try repository.commit("base")
      try repository.write("a.txt", "staged\n")
      try repository.git("add", ".")
      let folder = repository.surroundings.appending("no-library")
      try FileManager.default.createDirectory(atPath: folder.description, withIntermediateDirectories: false)
      for minor in 0..<30 {
        try Data().write(to: URL(filePath: folder.appending("libgit2.so.1.\(minor)").description))
      }
      return (repository, ["LD_LIBRARY_PATH": folder.description])
    }

    @Test(arguments: ["sha1", "sha256"])
    func `a check of what is staged needs no libgit2`(format: String) throws {
      let (repository, variables) = try hidden(format)
      try repository.git("repack", "-adq")
      let run = try repository.gate("check", adding: variables)
      #expect(run.status == 0, "\(run.everything)")
      try repository.git("commit", "-q", "-m", "next")
      let range = try repository.gate("check", "--range", "HEAD~1..HEAD", adding: variables)
      #expect(range.status == 0, "\(range.everything)")
    }

    @Test func `what does need it says so, and what to install`() throws {
      let (repository, variables) = try hidden()
      // A reflog entry is one of the names that gate leaves to libgit2.
      let run = try repository.gate("check", "--range", "HEAD@{0}", adding: variables)
      #expect(run.status != 0)
      #expect(run.everything.contains("libgit2"), "\(run.everything)")
      #expect(run.everything.contains("apt-get install libgit2"), "\(run.everything)")
      #expect(try repository.gate("check", "--range", "HEAD@{0}").status == 0)
    }
  }
#endif
