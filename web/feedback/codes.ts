import { feedbackWords } from '#core/demand/feedback.ts';

export type Code = (typeof feedbackWords)[number]['code'];
/** 違う asks why; good is good. */
export const reasonsOfBad = feedbackWords.map((word) => word.code).filter((code) => code !== 'useful');
