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
}
