import GateModel
import Reporting

/// What Azure Pipelines takes from a step besides its log.
struct AzureOutput: NativeOutput {
  private let context: CommandContext

  /// `nil` where the job is not one of Azure's.
  init?(_ context: CommandContext) {
    guard context.environment["TF_BUILD"]?.lowercased() == "true" else { return nil }
    self.context = context
  }

  func shielded(_ text: String) -> String { AzureReport.shielded(text) }

  func annotate(_ report: Report, sources: (any SourceLines)?) {
    context.print(AzureReport.render(report, sources: sources))
  }

  /// A page would have to stay on the disk until the step has ended, when gate is gone.
  func summarise(_ report: Report, sources: (any SourceLines)?) {}
}
