/** Columns of `quarter_inputs` as its row type names them. */
export const QUARTER_INPUTS = `
  quarter_inputs.post_id as "postId", quarter_inputs.quarter, items, aed_exempt as "aedExempt",
  targeted_items as "targetedItems", targeted_inspected as "targetedInspected",
  targeted_narcotics as "targetedNarcotics", targeted_ipr as "targetedIpr", targeted_other as "targetedOther",
  random_inspected as "randomInspected",
  random_narcotics as "randomNarcotics", random_ipr as "randomIpr", random_other as "randomOther",
  aed_required as "aedRequired", aed_compliant as "aedCompliant", aed_quality as "aedQuality",
  requests_made as "requestsMade", requests_answered as "requestsAnswered",
  returns_requested as "returnsRequested", returns_honoured as "returnsHonoured",
  blocked_senders as "blockedSenders", blocked_repeats as "blockedRepeats",
  quarter_inputs.run_id as "runId", quarter_inputs.line`;
