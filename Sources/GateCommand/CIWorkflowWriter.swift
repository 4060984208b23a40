import ContinuousIntegration
import GateConfiguration
import GateModel
import GitRepository
import LocalFiles

/// Writes the file that has a CI service run gate: `gate init --ci`.
struct CIWorkflowWriter {
  let context: CommandContext
  let workflow: any CIWorkflow
  var shards = 1
  var uploadsSARIF = false

  /// The file's text for `repository`, from its gate.yml and the manifests beside it.
  ///
  /// - Throws: `CommandFailure` where there is no gate.yml or it is wrong, or the repository cannot be read.
  func text(in repository: borrowing Repository) throws(CommandFailure) -> String {
    let content: RepositoryContent
    let branch: String?
    do throws(GitError) {
      content = try repository.indexContent()
      branch = try repository.defaultBranch
    } catch {
      throw CommandFailure(error)
    }
    let project = try Project(content: content, location: repository.location)
    do throws(CheckError) {
      let paths = Set(try content.files().map(\.path))
      let plan = CIWorkflowPlan(
        installation: Self.installation(project.configuration, tracked: paths), branch: branch ?? "main",
        secrets: project.configuration.remoteCache.map(Self.secrets), shards: shards, uploadsSARIF: uploadsSARIF)
      return workflow.text(plan)
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func secrets(_ remote: RemoteCacheConfiguration) -> CISecrets {
    CISecrets(
      reading: [remote.keyVariable] + (remote.read?.variables ?? []), writing: remote.write?.variables ?? [])
  }

  /// Programs that the machines of the services have.
  private static let present: Set<String> = [
    "bash", "cargo", "cat", "cmake", "diff", "docker", "echo", "env", "find", "git", "go", "grep", "jq", "make", "node",
    "npm", "npx", "perl", "python", "python3", "ruby", "sed", "sh", "swift", "test", "true",
  ]

  /// The packages that manifests at the root list, and the linters, test runners and other programs that gate.yml names.
  private static func installation(_ configuration: Configuration, tracked: Set<RepositoryPath>) -> CIInstallation {
    var installation = CIInstallation()
    if tracked.contains("package-lock.json") { installation.commands.append("npm ci") }
    if tracked.contains("requirements.txt") {
      installation.commands.append("python3 -m pip install -r requirements.txt")
    }
    var packages: Set<String> = []
    let pip = "pip install "
    for check in configuration.checks {
      switch check.kind {
      case .lint(let preset, _):
        let install = preset.install
        if install.hasPrefix(pip), !install.contains(",") {
          packages.insert(String(install.dropFirst(pip.count)))
        } else {
          installation.notes.append("\(preset.name): \(install)")
        }
      case .command(let run, _): note(run, of: check.id, in: &installation)
      case .tests(let tests):
        if tests.runner == "pytest" || tests.run?.hasPrefix("pytest ") == true {
          packages.insert("pytest")
        } else if let run = tests.run {
          note(run, of: check.id, in: &installation)
        }
      case .secrets, .flags, .environments: break
      }
    }
    if !packages.isEmpty {
      installation.commands.append("python3 -m pip install \(packages.sorted().joined(separator: " "))")
    }
    return installation
  }

  /// The program that a command line begins with, where it has to be got from somewhere.
  private static func note(_ run: String, of check: CheckID, in installation: inout CIInstallation) {
    guard let program = run.split(whereSeparator: \.isWhitespace).first.map(String.init),
      program.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }),
      !present.contains(program)
    else { return }
    installation.notes.append("\(program), which the check \(check.name) runs")
  }

  /// Writes the file.
  ///
  /// - Parameter force: whether one that is there may be replaced.
  /// - Throws: `CommandFailure` where one is there or it cannot be written.
  func write(_ text: String, in workTree: LocalPath, force: Bool) throws(CommandFailure) {
    let path = workTree.appending(workflow.path)
    if !force, LocalFiles.status(path) != nil {
      throw CommandFailure(
        .misuse, "\(path) is there already", hint: "`gate init --ci \(workflow.name) --print` shows what it would be")
    }
    do throws(FileError) {
      try LocalFiles.createDirectory(path.parent, withParents: true)
      try LocalFiles.writeAtomically(Array(text.utf8), to: path, mode: 0o644)
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
    context.print("wrote \(path)\nnext: look it over, above all what it installs, and commit it\n")
  }
}
