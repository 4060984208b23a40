import GateModel
import LocalFiles
import Reporting

/// What GitHub Actions takes from a step besides its log: annotations, and a page in `GITHUB_STEP_SUMMARY`.
struct GitHubOutput: NativeOutput {
  private let context: CommandContext

  /// `nil` where the job is not one of GitHub's.
  init?(_ context: CommandContext) {
    guard context.environment["GITHUB_ACTIONS"] == "true" else { return nil }
    self.context = context
  }

  /// `text` with nothing in it that the runner takes for a command, whatever a tool printed. The word that ends the shield
  /// is new each time, so that no text can hold it.
  func shielded(_ text: String) -> String {
    let word = "gate-" + String(UInt64.random(in: .min ... .max), radix: 36)
    return "::stop-commands::\(word)\n\(text)::\(word)::\n"
  }

  func annotate(_ report: Report, sources: (any SourceLines)?) {
    context.print(GitHubReport.render(report, sources: sources))
  }

  /// Adds the report to the page of the step. That it cannot be written is said and changes no verdict.
  func summarise(_ report: Report, sources: (any SourceLines)?) {
    guard let name = context.environment["GITHUB_STEP_SUMMARY"], !name.isEmpty else { return }
    let path = context.directory.resolving(LocalPath(name))
    let room = MarkdownSummary.mostBytes - Int(clamping: LocalFiles.status(path, followingLinks: true)?.size ?? 0)
    do throws(FileError) {
      try LocalFiles.append(Array(MarkdownSummary.render(report, room: room, sources: sources).utf8), to: path)
    } catch {
      context.complain("gate: the summary of the step: \(error.description)")
    }
  }
}
