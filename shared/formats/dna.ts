/**
 * Discourse Network Analyzer (DNA), the neighbour whose networks our statements become. Its databases are SQLite:
 * which rows a dataset gives is decided in `dna-writing.ts`, what rows mean in `dna-reading.ts`; files are opened
 * and made in `electron/exchange/dna.ts`.
 *
 * Each of our codes becomes a statement type, each of its attributes a variable: actors, concepts, choices, dates
 * and short texts are short texts with an entry per value, long texts are long texts, whole numbers are integers,
 * and a choice between 1 and 0 (or −1) is a boolean. DNA knows no boolean or integer without a value, so an
 * attribute that some annotation leaves open stays a short text.
 *
 * What DNA has no place for is kept in rows of its SETTINGS table whose property begins with `claimbook/`. DNA asks
 * that table for its version only, and keeps the rest. What was changed in DNA meanwhile counts.
 */
import type { FormatInfo } from './format';

export const dnaFormat: FormatInfo = {
  id: 'dna',
  name: 'Discourse Network Analyzer',
  what: 'A database of DNA 3, which makes discourse networks of it, also through rDNA; DNA 2 is read too.',
  extensions: ['dna'],
  container: 'file',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'partly',
    'relations and attributes': 'partly',
    'several coders': 'yes',
    'actor registry': 'yes',
    'codebook tree': 'partly',
    notes: 'partly',
    'article details': 'partly',
  },
  options: [
    {
      id: 'types',
      name: 'Statement types',
      only: 'writing',
      choices: [
        {
          id: 'codes',
          name: 'One for each code',
          what: 'Each code is a statement type of its own name, with its attributes as variables.',
        },
        {
          id: 'dna-standard',
          name: 'DNA Statement',
          what: 'The first code that asks for an actor and a concept becomes DNA’s own type with person, organization, concept and agreement, so that what is written for DNA works at once. The others are as above.',
        },
      ],
      usual: 'codes',
    },
    {
      id: 'short-texts',
      name: 'Short texts of unknown meaning',
      only: 'reading',
      choices: [
        { id: 'choice', name: 'Choices', what: 'A list to choose from, with what DNA says of each entry.' },
        { id: 'actor', name: 'Actors', what: 'Entries of the registry of actors.' },
        { id: 'concept', name: 'Concepts', what: 'Entries of the list of concepts.' },
        { id: 'text', name: 'Words', what: 'Mere words; what DNA says of each entry is left out.' },
      ],
      usual: 'choice',
    },
    {
      id: 'dates',
      name: 'Dates',
      only: 'reading',
      choices: [
        { id: 'day', name: 'The day that DNA shows', what: 'The time of day is left out.' },
        {
          id: 'nearest',
          name: 'The nearest midnight',
          what: 'For old databases, whose times moved with the time zone of the computer.',
        },
      ],
      usual: 'day',
    },
  ],
};
