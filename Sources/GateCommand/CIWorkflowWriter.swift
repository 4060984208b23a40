import ContinuousIntegration
import GateConfiguration
import GateModel
import GitRepository
import LocalFiles

/// Writes the file that has a CI service run gate: `gate init --ci`.
struct CIWorkflowWriter {
  let context: CommandContext
  let workflow: any CIWorkflow

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
      return workflow.text(
        installing: Self.installation(project.configuration, tracked: paths), branch: branch ?? "main")
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The linters that gate.yml names and the packages that manifests at the root list.
  private static func installation(_ configuration: Configuration, tracked: Set<RepositoryPath>) -> CIInstallation {
    var installation = CIInstallation()
    if tracked.contains("package-lock.json") { installation.commands.append("npm ci") }
    if tracked.contains("requirements.txt") {
      installation.commands.append("python3 -m pip install -r requirements.txt")
    }
    var packages: Set<String> = []
    let pip = "pip install "
    for check in configuration.checks {
      guard case .lint(let preset, _) = check.kind else { continue }
      let install = preset.install
      if install.hasPrefix(pip), !install.contains(",") {
        packages.insert(String(install.dropFirst(pip.count)))
      } else {
        installation.notes.append("\(preset.name): \(install)")
      }
    }
    if !packages.isEmpty {
      installation.commands.append("python3 -m pip install \(packages.sorted().joined(separator: " "))")
    }
    return installation
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
