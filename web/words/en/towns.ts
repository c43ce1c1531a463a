export const towns = {
  title: 'Table of towns',
  lead: 'With it prefecture, town and street number are read from romaji addresses (1-1-1 Marunouchi, Chiyoda-ku, Tokyo) and from Kyoto addresses by street. It never makes companies. Rows imported from now on use it.',
  drop: 'Drop the zip or CSV of a table of towns here',
  dropHint:
    'KEN_ALL_ROME, utf_ken_all or KEN_ALL of Japan Post, or the Geolonia address data, as downloaded. Loading the same file again changes nothing.',
  towns: 'Towns',
  townsWithReading: 'Of these with a reading',
  leftOut: 'Without a town',
};
