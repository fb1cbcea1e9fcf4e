-- The currency of the figures: as the settings say, else the corporate one.
SELECT coalesce((SELECT currency FROM settings.workspace), (SELECT min(iso_code) FROM source.currency_type WHERE is_corporate)) AS currency
