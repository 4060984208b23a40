import GateModel
import GateTestSupport
import Testing

/// Secrets in archives: found where that is asked for.
@Suite struct SecretArchiveTests {
  private func repository(_ options: String) throws -> TestRepository {
    let repository = try TestRepository.gated(
      "version: 1\nhooks: { pre-commit: [secrets] }\nchecks:\n  secrets: { kind: secrets\(options) }\n")
    let script = """
      import io, sys, tarfile, zipfile
      tar = io.BytesIO()
      with tarfile.open(fileobj=tar, mode="w:gz") as t:
        info = tarfile.TarInfo("app/keys.env"); data = b"\\nid = \(Sample.awsKey)\\n" + b"# filling\\n" * 100
        info.size = len(data); t.addfile(info, io.BytesIO(data))
      with zipfile.ZipFile("pack.zip", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("notes.txt", "nothing " * 50)
        z.writestr("inner.tar.gz", tar.getvalue())
        z.writestr("old.xz", b"\\xfd7zXZ\\0rest")
      """
    let run = try runProcess(
      "python3", ["-I", "-c", script], environment: ["PATH": "/usr/bin:/bin"], directory: repository.root)
    #expect(run.status == 0, "\(run.errors)")
    try repository.git("add", "pack.zip")
    return repository
  }

  @Test func `a check looks into archives where gate.yml says so`() throws {
    #expect(try repository("").gate("check").status == 0)
    let report = try repository(", archives: true").gate("check")
    #expect(report.status == 1)
    #expect(report.output.contains("pack.zip!inner.tar.gz!app/keys.env:2:6: error: AWS"), "\(report.output)")
    #expect(report.output.contains("pack.zip!old.xz"))
    #expect(report.output.contains("it was not searched for secrets: gate does not read xz"))
    #expect(!report.output.contains(Sample.awsKey))
  }

  @Test func `a scan of files looks into archives where it is asked to`() throws {
    let repository = try repository("")
    #expect(try repository.gate("secrets", "scan", "pack.zip").status == 0)
    for arguments in [["secrets", "scan", "--archives", "pack.zip"], ["secrets", "scan", "--archives"]] {
      let report = try repository.gate(arguments)
      #expect(report.status == 1)
      #expect(report.output.contains("pack.zip!inner.tar.gz!app/keys.env:2:6: error: AWS"), "\(report.output)")
      #expect(report.output.contains("pack.zip!old.xz"))
    }
  }

  @Test func `what to do names the archive, and the verdict on it is kept`() throws {
    let repository = try repository(", archives: true")
    let first = try repository.gate("check")
    #expect(first.output.contains("It is packed in pack.zip"), "\(first.output)")
    #expect(first.output.contains("`git add pack.zip`") && !first.output.contains("git add 'pack"), "\(first.output)")
    let second = try repository.gate("check", "--format", "json")
    #expect(second.status == 1)
    #expect(second.output.replacing(" ", with: "").contains("\"cached\":1"), "\(second.output)")
    // An archive that is packed anew brings what is new in it.
    try repository.git("commit", "--quiet", "--no-verify", "-m", "packed")
    let script = "import zipfile; z = zipfile.ZipFile('pack.zip', 'a'); z.writestr('more.txt', 'more'); z.close()"
    try runProcess(
      "python3", ["-I", "-c", script], environment: ["PATH": "/usr/bin:/bin"], directory: repository.root)
    try repository.git("add", "pack.zip")
    let third = try repository.gate("check")
    #expect(!third.output.contains("AWS"), "\(third.output)")
  }

  @Test func `a list silences what is packed, and is not idle when the cache answers`() throws {
    let repository = try repository("")
    try repository.write(
      "gate.yml",
      """
      version: 1
      checks:
        secrets:
          kind: secrets
          archives: true
          allow:
            - { path: "pack.zip!inner.tar.gz!app/keys.env", reason: an example }

      """)
    try repository.git("add", ".")
    for _ in 0..<2 {
      let run = try repository.gate("check", "--all")
      #expect(!run.output.contains("gate.yml:7:") && !run.output.contains("AWS"), "\(run.output)")
    }
    let scan = try repository.gate("secrets", "scan")
    #expect(!scan.output.contains("AWS"), "\(scan.output)")
  }
}
