import type { ErrorCode } from '#core/errors/catalogue.ts';
import type { Words } from '#app/words.ts';
import { m } from '#messages/compiled/messages.js';

/** What each failure means to a person, and what they can do. The precise sentence, in English, stands below it. */
export const problemWords: Readonly<Record<ErrorCode, Words>> = {
  'camera/unavailable': m.error_camera_unavailable,
  'clip/masked': m.error_clip_masked,
  'clip/no-project': m.error_clip_no_project,
  'clip/not-of-session': m.error_clip_not_of_session,
  'clip/undecodable': m.error_clip_undecodable,
  'clip/unreadable': m.error_clip_unreadable,
  'clip/wrong-size': m.error_clip_wrong_size,
  'dataset/malformed': m.error_dataset_malformed,
  'file/unknown': m.error_file_unknown,
  'model/malformed': m.error_model_malformed,
  'model/no-decoder': m.error_model_no_decoder,
  'project/malformed': m.error_project_malformed,
  'project/missing-file': m.error_project_missing_file,
  'project/newer-version': m.error_project_newer_version,
  'project/no-recording': m.error_project_no_recording,
  'project/other': m.error_project_other,
  'zip/refused': m.error_zip_refused,
  'score/incomplete': m.error_score_incomplete,
  'cli/usage': m.error_cli_usage,
  'cli/no-browser': m.error_cli_no_browser,
  'cli/interrupted': m.error_cli_interrupted,
  'cli/run-failed': m.error_cli_run_failed,
  'record/no-codec': m.error_record_no_codec,
  'storage/quota': m.error_storage_quota,
  'storage/newer-version': m.error_storage_newer_version,
  'storage/in-use': m.error_storage_in_use,
  'storage/read-only': m.error_storage_read_only,
  'storage/missing': m.error_storage_missing,
  'storage/file-changed': m.error_storage_file_changed,
  'archive/malformed': m.error_archive_malformed,
  'archive/newer-version': m.error_archive_newer_version,
  'worker/crashed': m.error_worker_crashed,
};
